/**
 * Writes lib/gateway-api/generated from a folder of Gateway API CRDs: `node scripts/generate-types.ts FOLDER_OF_CRDS`.
 * Descriptions, oneOf/anyOf and minItems are left out: they would turn lists into tuples and 7 kB into 200.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compile, type JSONSchema } from 'json-schema-to-typescript';
import { parse } from 'yaml';

const kinds = [
  { plural: 'httproutes', file: 'http-route', type: 'GeneratedHttpRoute' },
  { plural: 'gateways', file: 'gateway', type: 'GeneratedGateway' },
  { plural: 'gatewayclasses', file: 'gateway-class', type: 'GeneratedGatewayClass' },
  { plural: 'listenersets', file: 'listener-set', type: 'GeneratedListenerSet' },
  { plural: 'referencegrants', file: 'reference-grant', type: 'GeneratedReferenceGrant' },
] as const;

const outFolder = join(import.meta.dirname, '..', 'lib', 'gateway-api', 'generated');

async function main(folder: string | undefined): Promise<void> {
  if (folder === undefined) throw new Error('usage: node scripts/generate-types.ts FOLDER_OF_CRDS');
  await mkdir(outFolder, { recursive: true });
  for (const kind of kinds) {
    const text = await readFile(join(folder, `gateway.networking.k8s.io_${kind.plural}.yaml`), 'utf8');
    const crd: unknown = parse(text);
    const source = await compile(toPlainSchema(findSchemaV1(crd)), kind.type, {
      additionalProperties: false,
      bannerComment: `/** Generated from the ${kind.plural} CRD ${bundleVersion(crd)} by scripts/generate-types.ts: do not edit. */`,
      maxItems: -1,
      unknownAny: true,
      style: { singleQuote: true, printWidth: 120 },
    });
    await writeFile(join(outFolder, `${kind.file}.ts`), source);
    console.log(`${kind.file}.ts ${source.length} bytes`);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function at(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((current, key) => (isRecord(current) ? current[key] : undefined), value);
}

function bundleVersion(crd: unknown): string {
  return String(at(crd, 'metadata', 'annotations', 'gateway.networking.k8s.io/bundle-version'));
}

function findSchemaV1(crd: unknown): unknown {
  const versions = at(crd, 'spec', 'versions');
  if (!Array.isArray(versions)) throw new Error('the file is not a CRD: spec.versions is missing');
  const v1: unknown = versions.find((version: unknown) => at(version, 'name') === 'v1');
  if (v1 === undefined) throw new Error('the CRD has no version v1');
  return at(v1, 'schema', 'openAPIV3Schema');
}

const kept = ['type', 'enum', 'required'] as const;

/** Only what a TypeScript type can say. */
function toPlainSchema(schema: unknown): JSONSchema {
  if (!isRecord(schema)) return {};
  if (schema['x-kubernetes-int-or-string'] === true) return { tsType: 'number | string' };
  const plain: Record<string, unknown> = {};
  for (const key of kept) if (schema[key] !== undefined) plain[key] = schema[key];
  if (isRecord(schema.properties)) {
    plain.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([name, property]) => [name, toPlainSchema(property)]),
    );
    plain.additionalProperties = false;
  } else if (schema.type === 'object') {
    plain.additionalProperties = isRecord(schema.additionalProperties)
      ? toPlainSchema(schema.additionalProperties)
      : true;
  }
  if (isRecord(schema.items)) plain.items = toPlainSchema(schema.items);
  return plain;
}

await main(process.argv[2]);
