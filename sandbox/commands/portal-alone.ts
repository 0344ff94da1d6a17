import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ToolError } from '../build/run-tool.ts';
import { buildPortal, portalServerFile } from '../portal/build.ts';
import type { Settings } from '../settings/settings.ts';
import { foldersOf } from '../state/folders.ts';

/** Builds and starts the portal with the user's own environment and cluster. Answers with the exit code. */
export async function startPortalAlone(settings: Settings): Promise<number> {
  console.log('A cluster is configured: the portal starts alone, without a sandbox.');
  try {
    await buildPortal({ settings, folders: foldersOf(settings.stateFolder) }, (detail) => console.log(`${detail} …`));
  } catch (error) {
    if (error instanceof ToolError) console.error(error.lines.join('\n'));
    throw error;
  }
  const env = { ...process.env, NODE_ENV: 'production' as const, PORT: String(settings.ports.portal) };
  const child = spawn(process.execPath, [portalServerFile(settings)], {
    stdio: 'inherit',
    cwd: settings.checkout,
    env,
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  console.log(`Open ${settings.portalOrigin}`);
  const [code] = await once(child, 'exit');
  return typeof code === 'number' ? code : 1;
}
