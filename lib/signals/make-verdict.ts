import type { SignalCode } from './codes.ts';
import { signalCodes } from './codes.ts';
import type { PlatformPart, PlatformStatus } from './observation.ts';
import { type Evidence, type LampState, type Light, timeToken, type Verdict } from './verdict.ts';

/** What a verdict says besides its light, source and time. */
export type Saying = {
  readonly state: LampState;
  readonly code: SignalCode;
  readonly reason: string;
  /** Replaces the catalogue's fix; good states have none. */
  readonly fix?: string | undefined;
};

/** Where a light's facts come from and how old they are. */
export type Origin = {
  readonly light: Light;
  readonly source: Verdict['source'];
  readonly at: number | null;
  readonly evidence?: readonly Evidence[];
  readonly observedGeneration?: number | undefined;
};

/** A verdict; what is good or not needed gets no fix. */
export function makeVerdict(saying: Saying, origin: Origin): Verdict {
  const isGood = saying.state === 'ok' || saying.state === 'not-needed';
  const fix = saying.fix ?? (isGood ? undefined : signalCodes[saying.code].fix);
  return {
    light: origin.light,
    state: saying.state,
    code: saying.code,
    reason: saying.reason,
    ...(fix === undefined ? {} : { fix }),
    evidence: origin.evidence ?? [],
    source: origin.source,
    at: origin.at,
    ...(origin.observedGeneration === undefined ? {} : { observedGeneration: origin.observedGeneration }),
  };
}

/** A part of the platform that does not work yet or any more, and how to say so; null when it works or nobody tells. */
export function missingPart(
  platform: PlatformStatus,
  name: string,
): { readonly isPreparing: boolean; readonly words: string } | null {
  const part: PlatformPart | undefined = Object.hasOwn(platform, name) ? platform[name] : undefined;
  if (part === undefined || part.state === 'ready') return null;
  const detail = part.detail === '' ? '' : `: ${part.detail}`;
  if (part.state === 'down' || part.state === 'failed') {
    return { isPreparing: false, words: `${part.title} is down since ${timeToken(part.since)}${detail}` };
  }
  return { isPreparing: true, words: `${part.title} is being prepared${detail}` };
}

/** `1 of 3`, or `all 3`. */
export function countOf(part: number, all: number): string {
  return part === all ? `all ${all}` : `${part} of ${all}`;
}
