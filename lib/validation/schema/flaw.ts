import type { Path } from '../../outcome.ts';

/** What the schema judge finds, by kind. */
export type SchemaCode =
  | 'schema.required'
  | 'schema.type'
  | 'schema.enum'
  | 'schema.format'
  | 'schema.range'
  | 'schema.too-long'
  | 'schema.too-many'
  | 'schema.too-few'
  | 'schema.duplicate'
  | 'schema.rule'
  | 'schema.unknown-field'
  | 'schema.experimental-field'
  | 'schema.too-large';

/** One finding before it is worded as an issue. */
export type Flaw = {
  readonly code: SchemaCode;
  readonly path: Path;
  /** For people: what is wrong. */
  readonly plain: string;
  /** What the API server says, without the field's name in front; null where it says nothing of its own. */
  readonly server: string | null;
  /** Whether rules of objects around this place cannot be judged, since they rely on it. */
  readonly blocks: boolean;
  readonly fix?: string;
};

/** Takes flaws up to a limit: a document of nonsense has too many to read. */
export type FlawList = {
  readonly flaws: readonly Flaw[];
  readonly add: (flaw: Flaw) => void;
  readonly isFull: () => boolean;
};

const maxFlaws = 100;

export function createFlawList(): FlawList {
  const flaws: Flaw[] = [];
  return {
    flaws,
    add: (flaw) => {
      if (flaws.length < maxFlaws) flaws.push(flaw);
    },
    isFull: () => flaws.length >= maxFlaws,
  };
}

/** A path as the API server writes it in its messages: `spec.rules[0].filters`, keys of maps after a dot like fields. */
export function serverPath(path: Path): string {
  return path.reduce<string>(
    (written, step) =>
      typeof step === 'number' ? `${written}[${step}]` : written === '' ? step : `${written}.${step}`,
    '',
  );
}

/** A value inside the API server's sentence, cut where it is long. */
export function serverValue(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 200 ? `${value.slice(0, 200)}…` : value);
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? '"array"' : '"object"';
  return value === null ? '"null"' : String(value);
}
