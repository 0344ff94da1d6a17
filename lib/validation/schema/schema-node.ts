import { RE2JS } from 're2js';
import { isPlainObject, number, text } from '../../gateway-api/hostile.ts';

/** One rule of `x-kubernetes-validations`. @see Kubernetes, CustomResourceDefinitions, "Validation rules" */
export type RuleSource = {
  readonly rule: string;
  readonly message: string;
  readonly messageExpression: string | null;
  /** Where below the object the finding points, as `.a.b` or `['a']`; empty for the object itself. */
  readonly fieldPath: string;
  readonly reason: string;
  readonly optionalOldSelf: boolean;
  /** Compares with the value before an update, so that it says nothing about a new object. */
  readonly usesOldSelf: boolean;
};

type Limits = Readonly<
  Record<
    | 'minimum'
    | 'maximum'
    | 'minLength'
    | 'maxLength'
    | 'minItems'
    | 'maxItems'
    | 'minProperties'
    | 'maxProperties'
    | 'multipleOf',
    number | null
  >
>;

/** One place of a structural schema, read once so that a judgement only compares. */
export type SchemaNode = {
  readonly type: string;
  readonly nullable: boolean;
  readonly intOrString: boolean;
  readonly keepsUnknown: boolean;
  readonly properties: ReadonlyMap<string, SchemaNode>;
  readonly required: readonly string[];
  /** The schema of keys that `properties` does not name; null: there may be none. */
  readonly additional: SchemaNode | null;
  readonly items: SchemaNode | null;
  readonly limits: Limits;
  readonly isMinimumExclusive: boolean;
  readonly isMaximumExclusive: boolean;
  readonly allowed: readonly unknown[] | null;
  readonly pattern: { readonly source: string; readonly test: (value: string) => boolean } | null;
  readonly format: string;
  readonly listType: string;
  readonly mapKeys: readonly string[];
  /** Undefined: no default. */
  readonly fallback: unknown;
  readonly rules: readonly RuleSource[];
  readonly allOf: readonly SchemaNode[];
  readonly anyOf: readonly SchemaNode[];
  readonly oneOf: readonly SchemaNode[];
  readonly not: SchemaNode | null;
  /** Whether this place or one below it has rules. */
  readonly hasRules: boolean;
  /** Whether a value is short to write down: neither lists nor maps lie in it. */
  readonly isSmall: boolean;
};

/** Deeper than any schema of Kubernetes, so that a broken CRD ends as one that allows anything. */
const maxDepth = 60;

/** Reads an OpenAPI v3 schema as CRDs have it; what is not understood is left out, so that it refuses nothing. */
export function readSchema(source: unknown, depth = 0): SchemaNode {
  const schema = isPlainObject(source) && depth < maxDepth ? source : {};
  const child = (value: unknown) => readSchema(value, depth + 1);
  const children = (value: unknown) => (Array.isArray(value) ? value.map(child) : []);
  const properties = new Map(
    Object.entries(isPlainObject(schema.properties) ? schema.properties : {}).map(([key, value]) => [
      key,
      child(value),
    ]),
  );
  const additional = readAdditional(schema.additionalProperties, child);
  const items = isPlainObject(schema.items) ? child(schema.items) : null;
  const rules = readRules(schema['x-kubernetes-validations']);
  const below = [...properties.values(), ...(additional ? [additional] : []), ...(items ? [items] : [])];
  return {
    type: text(schema.type) ?? '',
    nullable: schema.nullable === true,
    intOrString: schema['x-kubernetes-int-or-string'] === true,
    keepsUnknown: schema['x-kubernetes-preserve-unknown-fields'] === true,
    properties,
    required: textsOf(schema.required),
    additional,
    items,
    limits: readLimits(schema),
    isMinimumExclusive: schema.exclusiveMinimum === true,
    isMaximumExclusive: schema.exclusiveMaximum === true,
    allowed: Array.isArray(schema.enum) ? schema.enum : null,
    pattern: readPattern(schema.pattern),
    format: text(schema.format) ?? '',
    listType: text(schema['x-kubernetes-list-type']) ?? 'atomic',
    mapKeys: textsOf(schema['x-kubernetes-list-map-keys']),
    fallback: schema.default,
    rules,
    allOf: children(schema.allOf),
    anyOf: children(schema.anyOf),
    oneOf: children(schema.oneOf),
    not: isPlainObject(schema.not) ? child(schema.not) : null,
    hasRules: rules.length > 0 || below.some((node) => node.hasRules),
    isSmall: schema.type !== 'array' && additional === null && below.every((node) => node.isSmall),
  };
}

function readLimits(schema: Readonly<Record<string, unknown>>): Limits {
  const limit = (name: string) => number(schema[name]) ?? null;
  return {
    minimum: limit('minimum'),
    maximum: limit('maximum'),
    minLength: limit('minLength'),
    maxLength: limit('maxLength'),
    minItems: limit('minItems'),
    maxItems: limit('maxItems'),
    minProperties: limit('minProperties'),
    maxProperties: limit('maxProperties'),
    multipleOf: limit('multipleOf'),
  };
}

function readAdditional(source: unknown, read: (value: unknown) => SchemaNode): SchemaNode | null {
  if (source === true) return read({ 'x-kubernetes-preserve-unknown-fields': true });
  return isPlainObject(source) ? read(source) : null;
}

/** The pattern is the CRD's and the value a user's: RE2 takes linear time whatever both are. */
function readPattern(source: unknown): SchemaNode['pattern'] {
  if (typeof source !== 'string') return null;
  try {
    const expression = RE2JS.compile(source);
    return { source, test: (value) => expression.test(value) };
  } catch {
    return null; // A pattern that RE2 does not know is one that the API server does not check either.
  }
}

function readRules(source: unknown): readonly RuleSource[] {
  if (!Array.isArray(source)) return [];
  return source.flatMap((entry: unknown) => {
    if (!isPlainObject(entry) || typeof entry.rule !== 'string') return [];
    const rule = entry.rule.trim();
    return [
      {
        rule,
        message: (text(entry.message) ?? '').trim() || `failed rule: ${rule}`,
        messageExpression: text(entry.messageExpression) ?? null,
        fieldPath: text(entry.fieldPath) ?? '',
        reason: text(entry.reason) ?? 'FieldValueInvalid',
        optionalOldSelf: entry.optionalOldSelf === true,
        usesOldSelf: /\boldSelf\b/.test(rule),
      },
    ];
  });
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((entry: unknown) => typeof entry === 'string') : [];
}
