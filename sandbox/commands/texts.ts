import { join } from 'node:path';
import type { PartName } from '../parts/part-name.ts';
import type { Failure } from '../processes/failure.ts';
import type { PartTimes } from '../processes/part-runner.ts';
import type { Sandbox } from '../state/sandbox.ts';

const longestLine = 240;

/** What a failed part is told with: its name, its last lines, what to do. */
export function failureText({ part, message, lines, logFile }: Failure): string {
  const title = `${part.title} (${part.name}) failed: ${message}`;
  if (logFile === '') return title;
  return [
    '',
    title,
    ...lines.map((line) => `    ${line.length > longestLine ? `${line.slice(0, longestLine)}…` : line}`),
    `  The whole log: ${logFile}`,
    '  Start again when the cause is gone; what was built is kept. "npm run sandbox -- reset" begins with an empty state.',
    '',
  ].join('\n');
}

/** How long each part took. */
export function timesText(times: ReadonlyMap<PartName, PartTimes>): string {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`.padStart(9);
  const rows = [...times].map(
    ([name, { buildMs, startMs }]) => `  ${name.padEnd(24)}${seconds(buildMs)}${seconds(startMs)}`,
  );
  return ['', `  ${'part'.padEnd(24)}${'prepare'.padStart(9)}${'start'.padStart(9)}`, ...rows, ''].join('\n');
}

/** Where to go once all is there. */
export function readyText(sandbox: Sandbox, start: { hasPortal: boolean; seconds: number; isWhole: boolean }): string {
  const { settings, folders } = sandbox;
  const portal = start.hasPortal
    ? portalText(sandbox)
    : `  Started without the portal. Its settings: ${folders.portalEnvironment}`;
  return [
    `${start.isWhole ? 'Ready' : 'Ready, but for the parts named above'} after ${start.seconds.toFixed(1)} s.`,
    portal,
    `  A sample route: http://shop.apps.localhost:${settings.ports.gatewayWeb}/ (for curl also port ${settings.ports.gatewayHttp}, which browsers refuse)`,
    `  The customers’ DNS provider, to change records or break them: http://localhost:${settings.ports.registrar}`,
    `  kubectl: ${join(folders.bin, 'kubectl')} --kubeconfig ${folders.adminKubeconfig}`,
    '  Ctrl-C ends all of it; the state is kept for the next start.',
  ].join('\n');
}

/** Where the portal is and as whom to sign in. */
export function portalText({ settings }: Pick<Sandbox, 'settings'>): string {
  return `  Open ${settings.portalOrigin} and sign in as Mara, who edits the routes of the team Storefront (no password).`;
}
