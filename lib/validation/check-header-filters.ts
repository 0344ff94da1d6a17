import type { HeaderModifier } from '../gateway-api/filters.ts';
import { isPlainObject, objects, strings, text } from '../gateway-api/hostile.ts';
import type { HttpRouteFilter } from '../gateway-api/objects.ts';
import type { Issue, Path } from '../outcome.ts';
import { isControl, nameCharacters } from './check-matches.ts';
import { entriesAt, finding, quote } from './finding.ts';
import { headerRole } from './sensitive-headers.ts';

type Direction = 'request' | 'response';
type Action = 'set' | 'add' | 'remove';
type Change = { readonly action: Action; readonly name: string; readonly path: Path };

/** Judges one header filter: names and values, and headers that it changes in several ways. */
export function checkHeaderFilter(
  modifier: HeaderModifier | undefined,
  path: Path,
  direction: Direction,
): readonly Issue[] {
  if (!isPlainObject(modifier)) return [];
  const changes = changesOf(modifier, path);
  return [
    ...checkLines(modifier.set, [...path, 'set']),
    ...checkLines(modifier.add, [...path, 'add']),
    ...checkDoubles(changes),
    ...(direction === 'request' ? changes.flatMap(checkRole) : []),
  ];
}

function changesOf(modifier: HeaderModifier, path: Path): readonly Change[] {
  const lines = (action: 'set' | 'add') =>
    objects(modifier[action]).flatMap((line, index): readonly Change[] => {
      const name = text(line.name) ?? '';
      return name === '' ? [] : [{ action, name, path: [...path, action, index] }];
    });
  const removed = strings(modifier.remove).map(
    (name, index): Change => ({ action: 'remove', name, path: [...path, 'remove', index] }),
  );
  return [...lines('set'), ...lines('add'), ...removed];
}

function checkLines(lines: HeaderModifier['set'], path: Path): readonly Issue[] {
  const { entries, issues } = entriesAt(lines, path);
  return [
    ...issues,
    ...entries.flatMap(({ value: line, path: at }) => [
      ...checkName(line.name, [...at, 'name']),
      ...checkValue(line.value, line.name, [...at, 'value']),
    ]),
  ];
}

function checkName(name: unknown, path: Path): readonly Issue[] {
  if (name === undefined || name === null || name === '') {
    return [finding('header-filter.name-missing', path, 'A header to change has no name.')];
  }
  if (typeof name === 'string' && name.length <= 256 && nameCharacters.test(name)) return [];
  return [finding('header-filter.name-malformed', path, `${quote(name)} is not the name of a header.`)];
}

function checkValue(value: unknown, name: unknown, path: Path): readonly Issue[] {
  if (value === undefined || value === null || value === '') {
    return [finding('header-filter.value-missing', path, `The header ${quote(name ?? '')} has no value.`)];
  }
  if (typeof value !== 'string')
    return [finding('route.wrong-shape', path, `The value ${quote(value)} is not a text.`)];
  const flaw =
    value.length > 4096
      ? `has ${value.length.toLocaleString('en')} characters`
      : [...value].some(isControl)
        ? 'has a control character in it'
        : null;
  if (flaw === null) return [];
  return [finding('header-filter.value-malformed', path, `The value of ${quote(name ?? '')} ${flaw}.`)];
}

/** One list with the same name twice is refused; one header in several lists, or spelled in two ways, is undefined. */
function checkDoubles(changes: readonly Change[]): readonly Issue[] {
  return changes.flatMap((change, index) => {
    const twin = changes.slice(0, index).find((earlier) => earlier.name.toLowerCase() === change.name.toLowerCase());
    if (twin === undefined) return [];
    if (twin.action === change.action && twin.name === change.name) {
      return [finding('header-filter.duplicate', change.path, `The list has the header ${quote(change.name)} twice.`)];
    }
    const both = twin.action === change.action ? `${change.action} twice` : `both ${twin.action} and ${change.action}`;
    return [
      finding('header-filter.conflict', change.path, `One filter has ${both} for the header ${quote(change.name)}.`),
    ];
  });
}

function checkRole({ action, name, path }: Change): readonly Issue[] {
  const role = action === 'remove' ? null : headerRole(name);
  if (role === null) return [];
  const at: Path = [...path, 'name'];
  const verb = action === 'set' ? 'sets' : 'adds to';
  if (role === 'forwarded') {
    return [
      finding('header-filter.forwarded', at, `The filter ${verb} ${quote(name)}, which the Gateway writes itself.`),
    ];
  }
  return [
    finding('header-filter.identity', at, `The filter ${verb} ${quote(name)}, which tells services who is asking.`),
  ];
}

/** Header changes of a backend that undo those of its rule: they act later, on the same request or answer. */
export function checkUndone(
  ofRule: readonly HttpRouteFilter[] | undefined,
  ofBackend: readonly HttpRouteFilter[] | undefined,
  path: Path,
): readonly Issue[] {
  return objects(ofBackend).flatMap((filter, index) =>
    modifierFields.flatMap((field) => {
      const modifier = filter[field];
      if (!isPlainObject(modifier)) return [];
      const before = objects(ofRule).flatMap((one) => {
        const earlier = one[field];
        return isPlainObject(earlier) ? changesOf(earlier, []) : [];
      });
      return changesOf(modifier, [...path, index, field]).flatMap((change) => undoneBy(change, before));
    }),
  );
}

const modifierFields = ['requestHeaderModifier', 'responseHeaderModifier'] as const;

function undoneBy(change: Change, before: readonly Change[]): readonly Issue[] {
  const isRemoval = change.action === 'remove';
  const undone = before.find(
    (earlier) =>
      earlier.name.toLowerCase() === change.name.toLowerCase() && (earlier.action === 'remove') !== isRemoval,
  );
  if (undone === undefined) return [];
  const message = isRemoval
    ? `This backend removes the header ${quote(change.name)}, which the rule ${undone.action === 'set' ? 'sets' : 'adds'}.`
    : `The rule removes the header ${quote(change.name)}, and this backend ${change.action === 'set' ? 'sets' : 'adds'} it again.`;
  return [finding('header-filter.undone', change.path, message)];
}
