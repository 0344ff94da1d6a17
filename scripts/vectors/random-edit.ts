import type { Edit } from '../../lib/gateway-api/edit.ts';
import { isPlainObject } from '../../lib/gateway-api/hostile.ts';
import type { Random } from '../../lib/gateway-api/matching/random-world.ts';
import type { Path } from '../../lib/outcome.ts';

/** One edit as a control of the form makes it: a value typed, a field set for the first time, an entry added, moved or removed. */
export function randomEdit(route: unknown, random: Random): Edit {
  const spec = isPlainObject(route) ? route.spec : undefined;
  const places = placesIn(spec, ['spec']);
  const edits: (() => Edit | null)[] = [
    () => typedValue(places, random),
    () => newField(places, random),
    () => newEntry(places, random),
    () => movedEntry(places, random),
    () => removedEntry(places, random),
  ];
  const start = random.below(edits.length);
  for (let turn = 0; turn < edits.length; turn += 1) {
    const edit = edits[(start + turn) % edits.length]?.();
    if (edit) return edit;
  }
  return { op: 'set', path: ['spec', 'hostnames'], value: ['new.test'] };
}

type Place = { readonly path: Path; readonly value: unknown };

function placesIn(value: unknown, path: Path): readonly Place[] {
  const children: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((item: unknown, index) => [index, item] as const)
    : isPlainObject(value)
      ? Object.entries(value)
      : [];
  return [{ path, value }, ...children.flatMap(([key, child]) => placesIn(child, [...path, key]))];
}

function pick(places: readonly Place[], random: Random): Place | null {
  return places[random.below(places.length)] ?? null;
}

function typedValue(places: readonly Place[], random: Random): Edit | null {
  const place = pick(
    places.filter(({ value }) => ['string', 'number', 'boolean'].includes(typeof value)),
    random,
  );
  if (place === null) return null;
  const typed = random.pick(['typed', 'it’s: typed', '#1', '8080', 'true', ' ']);
  const value =
    typeof place.value === 'number' ? place.value + 1 : typeof place.value === 'boolean' ? !place.value : typed;
  return { op: 'set', path: place.path, value };
}

function newField(places: readonly Place[], random: Random): Edit | null {
  const rule = pick(
    places.filter(({ path, value }) => path.at(-2) === 'rules' && isPlainObject(value)),
    random,
  );
  if (rule === null || !isPlainObject(rule.value)) return null;
  const [key, value] = random.pick<readonly [string, unknown]>([
    ['name', 'renamed'],
    ['timeouts', { request: '10s', backendRequest: '2s' }],
    ['matches', [{ path: { type: 'Exact', value: '/new' }, headers: [{ name: 'x-new', value: '1' }] }]],
    ['filters', [{ type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'x-new', value: '1' }] } }]],
  ]);
  return Object.hasOwn(rule.value, key) ? null : { op: 'set', path: [...rule.path, key], value };
}

const newEntries: Readonly<Record<string, unknown>> = {
  hostnames: 'new.test',
  parentRefs: { name: 'new', namespace: 'infra', sectionName: 'https' },
  rules: { name: 'new', backendRefs: [{ name: 'new', port: 80 }] },
  matches: { method: 'GET', path: { type: 'PathPrefix', value: '/new' } },
  headers: { name: 'x-new', value: '1' },
  queryParams: { name: 'new', value: '1' },
  backendRefs: { name: 'new', port: 80, weight: 0 },
  filters: { type: 'URLRewrite', urlRewrite: { hostname: 'new.test' } },
  set: { name: 'x-new', value: 'a b' },
  add: { name: 'x-new', value: 'yes' },
  remove: 'x-new',
};

function newEntry(places: readonly Place[], random: Random): Edit | null {
  const lists = places.filter(
    ({ path, value }) => Array.isArray(value) && Object.hasOwn(newEntries, path.at(-1) ?? ''),
  );
  const list = pick(lists, random);
  if (list === null || !Array.isArray(list.value)) return null;
  const value = newEntries[list.path.at(-1) ?? ''];
  return { op: 'insert', path: [...list.path, random.below(list.value.length + 1)], value };
}

function movedEntry(places: readonly Place[], random: Random): Edit | null {
  const list = pick(
    places.filter(({ value }) => Array.isArray(value) && value.length > 1),
    random,
  );
  if (list === null || !Array.isArray(list.value)) return null;
  const from = random.below(list.value.length);
  const to = (from + 1 + random.below(list.value.length - 1)) % list.value.length;
  return { op: 'move', path: list.path, from, to };
}

function removedEntry(places: readonly Place[], random: Random): Edit | null {
  // Which of two equal entries went, nobody can tell from the route.
  const list = pick(
    places.filter(({ value }) => Array.isArray(value) && value.length > 0 && !hasTwins(value)),
    random,
  );
  if (list === null || !Array.isArray(list.value)) return null;
  return { op: 'remove', path: [...list.path, random.below(list.value.length)] };
}

function hasTwins(list: readonly unknown[]): boolean {
  return new Set(list.map((entry) => JSON.stringify(entry))).size < list.length;
}
