import { join } from 'node:path';
import type { PartName } from '../parts/part-name.ts';
import type { Failure, PartTimes } from '../processes/supervisor.ts';
import type { Sandbox } from '../state/sandbox.ts';

/** What a failed part is told with: its name, its last lines, what to do. */
export function failureText({ part, message, lines, logFile }: Failure): string {
  return [
    '',
    `${part.title} (${part.name}) failed: ${message}`,
    ...lines.map((line) => `    ${line}`),
    `  The whole log: ${logFile}`,
    '  Start again after the cause is gone; what was built is kept. "npm run sandbox -- reset" begins with an empty state.',
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
    ? [
        `  Open ${settings.portalOrigin} and sign in as Mara, who edits the routes of the team Storefront (no password).`,
      ]
    : [`  Started without the portal. Its settings: ${folders.portalEnvironment}`];
  return [
    `${start.isWhole ? 'Ready' : 'Ready, but for the parts named above'} after ${start.seconds.toFixed(1)} s.`,
    ...portal,
    `  A sample route: http://shop.apps.localhost:${settings.ports.gatewayHttp}/`,
    `  kubectl: ${join(folders.bin, 'kubectl')} --kubeconfig ${folders.adminKubeconfig}`,
    '  Ctrl-C ends all of it; the state is kept for the next start.',
  ].join('\n');
}
