import 'server-only';
import { z } from 'zod';
import { parseFieldPath } from '../gateway-api/field-path.ts';
import { readRefusal } from '../guard/read-refusal.ts';
import type { Issue, Path } from '../outcome.ts';
import type { ClusterResponse } from './transport.ts';

const status = z.looseObject({
  message: z.string().default(''),
  reason: z.string().default(''),
  details: z
    .looseObject({
      causes: z
        .array(
          z.looseObject({
            reason: z.string().default(''),
            message: z.string().default(''),
            field: z.string().default(''),
          }),
        )
        .default([]),
    })
    .default({ causes: [] }),
});

/** A write's answer in our words: five ways in which the API server says no, made one. */
export type WriteAnswer =
  | { readonly kind: 'done'; readonly created: boolean; readonly object: unknown }
  | { readonly kind: 'conflict'; readonly conflicts: readonly { readonly field: string; readonly manager: string }[] }
  | { readonly kind: 'stale' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] };

/** Sorts an answer of the API server to a write. */
export function readWriteAnswer({ status: code, body }: ClusterResponse): WriteAnswer {
  if (code === 200 || code === 201) return { kind: 'done', created: code === 201, object: body };
  const { details, message } = status.parse(typeof body === 'object' && body !== null ? body : {});
  if (code === 404) return { kind: 'gone' };
  if (code === 409) {
    const conflicts = details.causes.filter((cause) => cause.reason === 'FieldManagerConflict');
    if (conflicts.length === 0) return { kind: 'stale' };
    return {
      kind: 'conflict',
      conflicts: conflicts.map(({ field, message: text }) => ({ field, manager: managerIn(text) })),
    };
  }
  const byPolicy = refusalOfPolicy(message);
  // A policy's refusal has a cause too, which says the same with no field.
  if (byPolicy !== null) return { kind: 'refused', issues: [byPolicy] };
  // A JSON patch whose test fails: somebody wrote since the object was read.
  if (code === 422 && details.causes.length === 0 && message.startsWith(failedTest)) return { kind: 'stale' };
  if (code === 422 && details.causes.length > 0) {
    return {
      kind: 'refused',
      issues: details.causes.map((cause) => issue('cluster.invalid', cause.message, parseFieldPath(cause.field))),
    };
  }
  return { kind: 'refused', issues: [refusalOf(code, message)] };
}

function refusalOfPolicy(message: string): Issue | null {
  const ofGuard = readRefusal(message);
  if (ofGuard !== null) {
    const fix = 'What was claimed a moment ago can be used once its page among the team’s domains says so.';
    return issue('cluster.hostname', ofGuard, ['spec', 'hostnames'], fix);
  }
  const policy = message.match(/ValidatingAdmissionPolicy '([^']{1,253})'.*? denied request: (.*)$/s);
  return policy && issue('cluster.policy', `The cluster’s policy ${policy[1]} refuses this: ${policy[2]}`, []);
}

const failedTest = 'the server rejected our request due to an error in our request';

function refusalOf(code: number, message: string): Issue {
  if (code === 403)
    return issue(
      'cluster.forbidden',
      `The cluster refuses this for your account: ${message}`,
      [],
      'Ask an admin of the team; the team page says which rights are missing.',
    );
  if (code === 500 && message.includes('field not declared in schema')) {
    return issue(
      'cluster.unknown-field',
      `The cluster does not know a field of this route: ${message}`,
      parseFieldPath(message.match(/\.spec[\w.[\]]*/)?.[0] ?? ''),
      'Remove the field, or ask the platform team for a newer Gateway API.',
    );
  }
  if (code === 429 || code === 503)
    return issue(
      'cluster.busy',
      'The cluster is too busy to answer.',
      [],
      'Try again in a few seconds; nothing is lost.',
    );
  return issue('cluster.refused', message || `The cluster answered ${code}.`, []);
}

function issue(code: string, message: string, path: Path, fix?: string): Issue {
  return { code, severity: 'error', path, message, ...(fix ? { fix } : {}) };
}

/** `conflict with "NAME" using gateway.networking.k8s.io/v1 …` */
function managerIn(message: string): string {
  return message.match(/conflict with "((?:[^"\\]|\\.)*)"/)?.[1] ?? 'another manager';
}
