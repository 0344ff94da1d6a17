import type { BackendBehaviour } from '@/lib/gateway-api/matching/attempts.ts';
import type { Issue } from '@/lib/outcome.ts';

/** How a backend would behave, as its fields hold it. */
export type TypedBehaviour = {
  readonly kind: BackendBehaviour['failure']['kind'];
  readonly delayMs: string;
  readonly failures: string;
  readonly code: string;
  readonly failureDelayMs: string;
};

type Field = Exclude<keyof TypedBehaviour, 'kind'>;

// Ten minutes: longer than any timeout that somebody would wait for. A hundred tries bound the play.
const limits = {
  delayMs: { min: 0, max: 600_000 },
  failures: { min: 0, max: 100 },
  code: { min: 400, max: 599 },
  failureDelayMs: { min: 0, max: 600_000 },
} as const satisfies Record<Field, { readonly min: number; readonly max: number }>;

/** Reads the fields; null with what is wrong at which field. */
export function readBehaviour(typed: TypedBehaviour): {
  readonly behaviour: BackendBehaviour | null;
  readonly problems: Readonly<Partial<Record<Field, Issue>>>;
} {
  const problems: Partial<Record<Field, Issue>> = {};
  const read = (field: Field): number => {
    const { min, max } = limits[field];
    const value = Number(typed[field]);
    if (/^\d{1,6}$/.test(typed[field].trim()) && value >= min && value <= max) return value;
    problems[field] = {
      code: `attempts.${field}`,
      severity: 'error',
      path: [field],
      message: `Type a whole number from ${min} to ${max.toLocaleString('en')}.`,
    };
    return 0;
  };
  const failure = typed.kind === 'status' ? ({ kind: 'status', code: read('code') } as const) : connection;
  const behaviour = {
    delayMs: read('delayMs'),
    failures: read('failures'),
    failureDelayMs: read('failureDelayMs'),
    failure,
  };
  return { behaviour: Object.keys(problems).length === 0 ? behaviour : null, problems };
}

const connection = { kind: 'connection' } as const;
