import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { isPlainObject, objects, text } from '../../lib/gateway-api/hostile.ts';

type Schema = Readonly<Record<string, unknown>>;

/** The schemas of a folder of CRDs, by `group/version/kind`. */
export type CrdSchemas = ReadonlyMap<string, Schema>;

/**
 * Reads every CRD of a folder with `standard` and `experimental` in it. Where both channels know a kind, the experimental
 * schema counts: it knows every field of the other.
 */
export async function readCrdSchemas(folder: string): Promise<CrdSchemas> {
  const schemas = new Map<string, Schema>();
  for (const channel of ['standard', 'experimental']) {
    const files = (await readdir(join(folder, channel))).filter((file) => file.endsWith('.yaml'));
    for (const file of files) {
      const crd: unknown = parse(await readFile(join(folder, channel, file), 'utf8'));
      for (const [key, schema] of schemasOf(crd)) schemas.set(key, schema);
    }
  }
  return schemas;
}

/** The object as the API server would store it: with the defaults of its CRD; of an unknown kind, the object itself. */
export function withCrdDefaults(object: Schema, schemas: CrdSchemas): Schema {
  const schema = schemas.get(`${text(object.apiVersion)}/${text(object.kind)}`);
  if (schema === undefined) return object;
  // The defaults of `status` are placeholders for a controller that has not come yet.
  const { status: _status, ...properties } = isPlainObject(schema.properties) ? schema.properties : {};
  const defaulted = withDefaults(object, { ...schema, properties });
  return isPlainObject(defaulted) ? defaulted : object;
}

function schemasOf(crd: unknown): readonly (readonly [string, Schema])[] {
  if (!isPlainObject(crd) || !isPlainObject(crd.spec) || !isPlainObject(crd.spec.names)) return [];
  const { group, names, versions } = crd.spec;
  if (!Array.isArray(versions)) return [];
  return objects(versions as readonly Schema[]).flatMap((version) => {
    const schema = isPlainObject(version.schema) ? version.schema.openAPIV3Schema : undefined;
    return isPlainObject(schema) ? [[`${text(group)}/${text(version.name)}/${text(names.kind)}`, schema] as const] : [];
  });
}

/** Structural defaulting: an absent property takes its default, which is defaulted in turn. */
function withDefaults(value: unknown, schema: Schema): unknown {
  if (Array.isArray(value)) {
    const { items } = schema;
    return isPlainObject(items) ? value.map((item) => withDefaults(item, items)) : value;
  }
  if (!isPlainObject(value) || !isPlainObject(schema.properties)) return value;
  const result: Record<string, unknown> = { ...value };
  for (const [name, property] of Object.entries(schema.properties)) {
    if (!isPlainObject(property)) continue;
    const present = result[name] === undefined ? property.default : result[name];
    if (present !== undefined) result[name] = withDefaults(present, property);
  }
  return result;
}
