import type { Issue } from '../outcome.ts';

/** The refusals of the door, by code, with the status that machines get. */
const refusals = {
  'access.signed-out': {
    status: 401,
    message: 'Your session has ended.',
    fix: 'Sign in again; nothing you typed is lost.',
  },
  'access.origin': {
    status: 403,
    message: 'The request did not come from this portal’s own pages.',
    fix: 'Reload the page and try again.',
  },
  'access.forbidden': {
    status: 403,
    message: 'Your role in this team does not include this.',
    fix: 'Ask an admin of the team for the editor role.',
  },
  'access.not-found': {
    status: 404,
    message: 'There is nothing here under this name.',
    fix: 'Check the address, or ask whoever gave it to you.',
  },
  'access.input': { status: 400, message: 'The request was not understood.', fix: 'Reload the page and try again.' },
  'access.unforeseen': {
    status: 500,
    message: 'Something went wrong on our side.',
    fix: 'Try again; if it stays, tell the platform team the request id.',
  },
} as const;

export type RefusalCode = keyof typeof refusals;

/** The issue for a refusal of the door. */
export function refusal(code: RefusalCode, message?: string): Issue {
  const entry = refusals[code];
  return { code, severity: 'error', path: [], message: message ?? entry.message, fix: entry.fix };
}

export function refusalStatus(code: RefusalCode): number {
  return refusals[code].status;
}
