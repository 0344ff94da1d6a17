import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import type { Manifest } from './cluster.ts';

const manifestShape = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z
    .looseObject({ name: z.string(), namespace: z.string().optional() })
    .transform(({ namespace, ...rest }) => ({
      ...rest,
      ...(namespace === undefined ? {} : { namespace }),
    })),
});

/**
 * Reads the manifests of a YAML file.
 *
 * @param values what replaces each `${name}` in the text; a name without a value is an error
 */
export function readManifests(file: string, values: Readonly<Record<string, string>> = {}): readonly Manifest[] {
  const text = readFileSync(file, 'utf8').replace(/\$\{(\w+)\}/g, (_whole, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`${file} asks for \${${name}}, which nobody gives.`);
    return value;
  });
  return parseAllDocuments(text).flatMap((document) => {
    if (document.errors[0]) throw new Error(`${file} is no YAML.`, { cause: document.errors[0] });
    const content: unknown = document.toJS();
    return content === null ? [] : [manifestShape.parse(content)];
  });
}

/** Reads manifests that were kept as a JSON list. */
export function readJsonManifests(file: string): readonly Manifest[] {
  return z.array(manifestShape).parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** Reads the manifests of every YAML file of a folder, in the order of their names. */
export function readManifestFolder(folder: string): readonly Manifest[] {
  if (!existsSync(folder)) throw new Error(`The manifests in ${folder} are missing.`);
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort();
  return names.flatMap((name) => readManifests(join(folder, name)));
}
