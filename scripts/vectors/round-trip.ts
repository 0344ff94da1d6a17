import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { z } from 'zod';
import { isSame } from '../../lib/gateway-api/document.ts';
import { applyEdit } from '../../lib/gateway-api/edit.ts';
import { isPlainObject, text } from '../../lib/gateway-api/hostile.ts';
import { createRandom, type Random } from '../../lib/gateway-api/matching/random-world.ts';
import { parseRouteYaml } from '../../lib/gateway-api/yaml/parse-route-yaml.ts';
import { readYaml } from '../../lib/gateway-api/yaml/read-yaml.ts';
import { syncYaml } from '../../lib/gateway-api/yaml/sync-yaml.ts';
import { writeYaml } from '../../lib/gateway-api/yaml/write-yaml.ts';
import { randomEdit } from './random-edit.ts';
import { lostLine } from './untouched-lines.ts';

type Note = { readonly id: string; readonly why: string };

/** How the published routes went through YAML and back. */
export type RoundTripResult = {
  readonly passed: number;
  readonly failed: readonly Note[];
  readonly notJudged: readonly Note[];
};

type PublishedRoute = { readonly id: string; readonly route: Readonly<Record<string, unknown>> };

const withFixtures = z.object({ fixtures: z.record(z.string(), z.array(z.unknown())) });
const withObjects = z.object({ cases: z.array(z.object({ id: z.string(), kind: z.string(), object: z.unknown() })) });
const seed = 1;
const editsPerStyle = 2;

/** The ways in which people write YAML: ours, the API server's, and indented by four with lists that are not. */
const styles = {
  ours: writeYaml,
  plain: (value: unknown) => stringify(value, { lineWidth: 0, aliasDuplicateObjects: false }),
  wide: (value: unknown) =>
    stringify(value, { indent: 4, indentSeq: false, singleQuote: true, lineWidth: 0, aliasDuplicateObjects: false }),
} as const;

/**
 * Takes every published HTTPRoute through YAML: written, with comments, in several styles, it is read as it was; after a random
 * edit in the form the text says the edited route, and every line that the edit does not concern is there byte for byte.
 *
 * @param folder the folder of the published vectors
 */
export async function judgeRoundTrip(folder: string): Promise<RoundTripResult> {
  const random = createRandom(seed);
  const routes = await readRoutes(folder);
  const failed = routes.flatMap(({ id, route }): Note[] => {
    const why = judgeRoute(route, random);
    return why === null ? [] : [{ id, why }];
  });
  return { passed: routes.length - failed.length, failed, notJudged: [] };
}

async function readRoutes(folder: string): Promise<readonly PublishedRoute[]> {
  const read = async (name: string): Promise<unknown> => JSON.parse(await readFile(join(folder, name), 'utf8'));
  const fixtures = ['http-matching', 'route-status'].map(async (name) => {
    const file = withFixtures.parse(await read(`${name}.json`));
    return Object.entries(file.fixtures).flatMap(([fixture, manifests]) =>
      manifests.flatMap((manifest) => published(manifest, `${name} ${fixture}`)),
    );
  });
  const { cases } = withObjects.parse(await read('cel-validation.json'));
  const objects = cases.flatMap(({ id, object }) => published(object, `cel-validation ${id}`));
  return [...(await Promise.all(fixtures)).flat(), ...objects];
}

function published(manifest: unknown, place: string): readonly PublishedRoute[] {
  if (!isPlainObject(manifest) || manifest.kind !== 'HTTPRoute') return [];
  const name = isPlainObject(manifest.metadata) ? text(manifest.metadata.name) : undefined;
  return [{ id: `${place} ${name ?? '?'}`, route: manifest }];
}

/** Null when nothing is lost in any style. */
function judgeRoute(route: PublishedRoute['route'], random: Random): string | null {
  for (const [style, write] of Object.entries(styles)) {
    const plain = write(route);
    const why = readingProblem(plain, route) ?? editProblem(withComments(plain), route, random);
    if (why !== null) return `written ${style}: ${why}`;
  }
  return null;
}

function readingProblem(yaml: string, route: PublishedRoute['route']): string | null {
  const reading = parseRouteYaml(yaml, null);
  if (!reading.ok) return `its own text is refused: ${reading.issues[0]?.message}`;
  return isSame(reading.route, route) ? null : 'it is read as another route than was written';
}

function editProblem(yaml: string, route: PublishedRoute['route'], random: Random): string | null {
  for (let count = 0; count < editsPerStyle; count += 1) {
    const edit = randomEdit(route, random);
    const edited = applyEdit(route, edit);
    const synced = syncYaml(yaml, route, edited);
    const reading = readYaml(synced);
    const what = `${edit.op} at ${edit.path.join('.')}`;
    if (!reading.ok) return `${what}: the text cannot be read any more: ${reading.issues[0]?.message}`;
    if (!isSame(reading.value, edited)) return `${what}: the text says something else than the edited route`;
    const lost = lostLine(yaml, synced, edit);
    if (lost !== null) return `${what}: a line that it does not concern is gone: ${lost}`;
  }
  return null;
}

/** A comment over every third line and one behind every fourth, as somebody who explains a route writes them. */
function withComments(yaml: string): string {
  const lines = yaml.trimEnd().split('\n');
  const commented = lines.flatMap((line, index) => {
    const indent = line.slice(0, line.length - line.trimStart().length);
    const above = index % 3 === 0 ? [`${indent}# Why line ${index} is here.`] : [];
    const isScalar = /: [\w./-]+$/.test(line);
    return [...above, index % 4 === 0 && isScalar ? `${line} # note ${index}` : line];
  });
  return `${commented.join('\n')}\n`;
}
