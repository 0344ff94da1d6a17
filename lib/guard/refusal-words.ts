import { assertNever } from '../outcome.ts';

/** Why the guard refuses a write. None of it tells of another team. */
export type RefusalReason =
  | { readonly code: 'no-grant' }
  /** A route that takes every name, or a ListenerSet with a listener that does. */
  | { readonly code: 'no-hostname'; readonly kind: 'route' | 'listener' }
  | { readonly code: 'reserved' | 'not-proven' | 'lost'; readonly names: readonly string[] };

/** More names than this are counted, not listed: an API server does not take long messages. */
export const mostListedNames = 10;

/** ASCII only, as all words of the guard: a warning travels in an HTTP header. */
export const fixedWords = {
  route: 'Name at least one hostname that this namespace may use, or attach only to ListenerSets of this namespace.',
  listener: 'Give every listener a hostname that this namespace may use.',
  noGrant: 'The portal does not know this namespace: it has no hostname grant.',
} as const;

/** What follows the names, for one and for several. */
export const wordsAfterNames = {
  reserved: ['belongs to the platform.', 'belong to the platform.'],
  'not-proven': [
    'is not proven for this namespace. Claim it in the portal first.',
    'are not proven for this namespace. Claim them in the portal first.',
  ],
  lost: [
    'is no longer granted to this namespace. Take it out, or delete the object.',
    'are no longer granted to this namespace. Take them out, or delete the object.',
  ],
} as const satisfies Record<string, readonly [string, string]>;

/** The refusal as the API server words it: the policy's expressions are made of the same parts. */
export function refusalText(reason: RefusalReason): string {
  switch (reason.code) {
    case 'no-grant':
      return fixedWords.noGrant;
    case 'no-hostname':
      return fixedWords[reason.kind];
    case 'reserved':
    case 'not-proven':
    case 'lost':
      return `${listed(reason.names)} ${wordsAfterNames[reason.code][reason.names.length === 1 ? 0 : 1]}`;
    default:
      return assertNever(reason);
  }
}

function listed(names: readonly string[]): string {
  return names.length <= mostListedNames ? names.join(', ') : `${names[0]} and ${names.length - 1} more`;
}
