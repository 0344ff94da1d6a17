import type { LampState } from '@/lib/signals/verdict.ts';

/** What each state is called where somebody reads or hears it. */
export const lampWords = {
  ok: 'clear',
  problem: 'problem',
  progress: 'in progress',
  unknown: 'unknown',
  'not-needed': 'not needed',
} as const satisfies Record<LampState, string>;

type LampProps = {
  readonly state: LampState;
  readonly size?: 'sm' | 'lg' | undefined;
  /** Whose lamp it is: `DNS` is read as "DNS: clear". */
  readonly of?: string | undefined;
  /** True where the word stands beside the lamp as text, so that it is not heard twice. */
  readonly decorative?: boolean | undefined;
};

/** One lamp. Its shape and its colour both carry the state, and it carries its word for screen readers. */
export function Lamp({ state, size = 'sm', of, decorative = false }: LampProps) {
  if (decorative) return <span className="lamp" data-state={state} data-size={size} aria-hidden="true" />;
  const word = lampWords[state];
  return (
    <span className="lamp" data-state={state} data-size={size} role="img" aria-label={of ? `${of}: ${word}` : word} />
  );
}
