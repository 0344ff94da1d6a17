import 'server-only';
import type { Issue } from '../outcome.ts';

/** Why a name that was read cannot be claimed. Codes are listed in docs/codes/domain-names.md and never change their meaning. */
export const claimIssues = {
  yours: (hostname: string): Issue =>
    issue('domain.yours', `Your team has claimed ${hostname} already.`, 'Open it in the list of domains.'),
  refused: (code: 'D20' | 'D22', message: string, fix: string): Issue =>
    issue(code === 'D20' ? 'domain.taken' : 'domain.no-wildcards', message, fix),
  noGateway: (hostname: string, namespace: string): Issue =>
    issue(
      'domain.no-gateway',
      `No Gateway takes ${hostname} for ${namespace}.`,
      'Ask the platform team for a Gateway that takes ListenerSets from the namespace.',
    ),
  off: (): Issue =>
    issue(
      'domain.off',
      'This platform takes no domains that teams bring along.',
      'Claim a name below the platform’s own zone, or ask the platform team for an issuer and a name of the Gateway.',
    ),
  gone: (): Issue =>
    issue('domain.gone', 'This domain was released already.', 'Claim it anew from the list of domains.'),
  busy: (): Issue =>
    issue('domain.busy', 'This domain was changed at the same moment.', 'Try again; nothing was changed.'),
} as const;

function issue(code: string, message: string, fix: string): Issue {
  return { code, severity: 'error', path: [], message, fix };
}
