import type { LampState } from '../signals/verdict.ts';
import type { DomainCode } from './codes.ts';

/** The eleven states, and switching between ready and live. @see docs/domains.md */
export const domainStates = [
  'released',
  'suspended',
  'lapsed',
  'contested',
  'awaiting-proof',
  'blocked',
  'issuing',
  'ready-to-switch',
  'switching',
  'drifted',
  'degraded',
  'live',
] as const;
export type DomainState = (typeof domainStates)[number];

/** What has to be clear, in the order in which it becomes so. */
export const domainLights = ['proof', 'certificate', 'traffic', 'serving'] as const;
export type DomainLight = (typeof domainLights)[number];

/** A finding of the state machine. Times in texts are written `{time:EPOCH_MS}`, code between backticks. */
export type Diagnosis = {
  readonly code: DomainCode;
  readonly severity: 'problem' | 'progress' | 'unknown' | 'warning';
  readonly who: 'you' | 'DNS provider' | 'platform' | 'certificate authority' | 'nobody';
  readonly light: DomainLight;
  readonly message: string;
  readonly found: string | null;
  readonly wanted: string | null;
  readonly fix: string | null;
};

/** A record to publish, or to delete. */
export type WantedRecord = {
  readonly purpose: 'proof' | 'fallback-proof' | 'traffic' | 'caa' | 'delete';
  readonly type: 'CNAME' | 'ALIAS' | 'A' | 'AAAA' | 'TXT' | 'CAA';
  /** The whole name. */
  readonly name: string;
  /** What the provider's form wants in its name field: relative to the zone, or the provider's word for the root. */
  readonly field: string;
  readonly value: string;
  readonly state: LampState;
};

/** The one thing to do now, in the words of the detected provider. */
export type NextAction = {
  readonly title: string;
  readonly text: string;
  readonly records: readonly WantedRecord[];
  /** What was found there instead; null when nothing. */
  readonly found: string | null;
  /** The whole of it as plain text, to send to whoever runs the DNS. */
  readonly instructions: string;
  readonly isYours: boolean;
};

/** One line of "what the world sees". */
export type WorldAnswer = {
  readonly server: string;
  readonly kind: 'authoritative' | 'recursive' | 'gateway';
  readonly question: string;
  readonly answer: string;
  readonly ttlSeconds: number | null;
  readonly at: number;
  readonly state: LampState;
};

export type DomainStep = {
  readonly name: 'domain' | 'proof' | 'certificate' | 'traffic' | 'live';
  readonly state: LampState;
  readonly text: string;
};

/** A claim as screens show it: what is stored, judged. */
export type DomainRow = {
  readonly id: string;
  /** Slug of the team; rows are told to its members only. */
  readonly team: string;
  readonly namespace: string;
  readonly gateway: string;
  readonly hostname: string;
  /** In U-labels; equal to `hostname` where that has none. */
  readonly unicode: string;
  readonly origin: 'custom' | 'platform';
  readonly state: DomainState;
  readonly headline: string;
  readonly lights: Readonly<Record<DomainLight, LampState>>;
  readonly diagnoses: readonly Diagnosis[];
  readonly steps: readonly DomainStep[];
  readonly next: NextAction | null;
  readonly records: readonly WantedRecord[];
  readonly world: readonly WorldAnswer[];
  readonly zone: string | null;
  readonly provider: { readonly name: string; readonly url: string | null } | null;
  readonly certificate: {
    readonly issuer: string;
    readonly notAfter: number;
    readonly renewalAt: number | null;
  } | null;
  /** Routes of the team that carry the name: `namespace/name`. */
  readonly routes: readonly string[];
  /** Tries against the certificate authority that are left for this name in the current windows. */
  readonly budget: { readonly left: number; readonly of: number; readonly renewsAt: number | null };
  /** Listeners that the shared Gateway has, and may have; null where the domain takes none of its listeners. */
  readonly listeners: { readonly taken: number; readonly of: number } | null;
  readonly url: string | null;
  readonly curl: string | null;
  readonly createdAt: number;
  readonly provenAt: number | null;
  readonly liveAt: number | null;
  readonly checkedAt: number | null;
  readonly nextCheckAt: number | null;
  /** Until when a released name is kept, a notice runs or a grace lasts; null when nothing runs out. */
  readonly deadlineAt: number | null;
};
