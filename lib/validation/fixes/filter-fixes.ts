import { getAt } from '../../gateway-api/document.ts';
import { parseDurationMs } from '../../gateway-api/duration.ts';
import { isPlainObject, text } from '../../gateway-api/hostile.ts';
import { quote } from '../finding.ts';
import type { PathChange } from '../path-change.ts';
import {
  type Fix,
  type FixInput,
  type FixMakers,
  removal,
  remove,
  removeEntry,
  removeField,
  rewriteText,
} from './fix.ts';

/** Fixes for filters, timeouts and retries. */
export const filterFixes: FixMakers = {
  'filter.type-unknown': removeEntry('Remove the filter'),
  'filter.settings-missing': remove('Remove the filter'),
  'filter.settings-foreign': ({ path }) => [removal(path, `Remove ${path.at(-1)}`)],
  'filter.repeated': remove('Remove the second filter'),
  'header-filter.name-missing': removeEntry('Remove the line'),
  'header-filter.name-malformed': removeEntry('Remove the line'),
  'header-filter.duplicate': remove('Remove the second one'),
  'header-filter.conflict': remove('Remove the second change'),
  'header-filter.undone': remove('Remove the change of the backend'),
  'header-filter.identity': removeEntry('Remove the line'),
  'redirect.with-rewrite': remove('Remove the second filter'),
  'rewrite.path-mismatch': matchKind,
  'rewrite.needs-one-prefix': ({ draft, path }) => {
    const prefix = text(getAt(draft, [...path, 'replacePrefixMatch'])) ?? '';
    const full = prefix.startsWith('/') ? prefix : `/${prefix}`;
    const value = { type: 'ReplaceFullPath', replaceFullPath: full };
    return [{ label: `Replace the full path by ${quote(full)}`, edits: [{ op: 'set', path, value }] }];
  },
  'rewrite.no-effect': removeEntry('Remove the rewrite'),
  'mirror.share-twice': ({ path }) => [
    removal([...path, 'fraction'], 'Keep the percentage'),
    removal([...path, 'percent'], 'Keep the fraction'),
  ],
  'cors.star-with-others': ({ draft, path }) => {
    const entries = getAt(draft, path);
    if (!Array.isArray(entries)) return [];
    const others: readonly unknown[] = entries.filter((entry) => entry !== '*');
    return [
      { label: 'Remove *', edits: [{ op: 'set', path, value: others }] },
      { label: 'Keep only *', edits: [{ op: 'set', path, value: ['*'] }] },
    ];
  },
  'cors.origin-malformed': rewriteText((value) => {
    const bare = value.trim().replace(/^(https?:\/\/[^/?#\s]+)[/?#].*$/, '$1');
    return /^[a-z0-9.-]+(:\d+)?$/i.test(bare) ? `https://${bare}` : bare;
  }),
  'cors.credentials-for-all': remove('Do not allow credentials'),
  'timeout.malformed': rewriteText(betterDuration),
  'timeout.backend-longer': ({ draft, path }) => {
    const request: FixInput['path'] = [...path.slice(0, -1), 'request'];
    const whole = text(getAt(draft, request));
    const once = text(getAt(draft, path));
    if (whole === undefined || once === undefined) return [];
    return [
      { label: `Limit one try to ${whole}`, edits: [{ op: 'set', path, value: whole }] },
      { label: `Give the request ${once}`, edits: [{ op: 'set', path: request, value: once }] },
    ];
  },
  'retry.code-malformed': remove('Remove the code'),
  'class.unsupported': removeField,
};

/** The kind that belongs to the value, or the value's own removal where there are two. */
function matchKind({ draft, path }: FixInput): readonly Fix[] {
  const at = path.slice(0, path.lastIndexOf('path') + 1);
  const change = getAt(draft, at);
  if (!isPlainObject(change)) return [];
  const full = text(change.replaceFullPath);
  const prefix = text(change.replacePrefixMatch);
  const kinds: readonly Fix[] = [
    ...(full === undefined ? [] : [kind(at, { type: 'ReplaceFullPath', replaceFullPath: full })]),
    ...(prefix === undefined ? [] : [kind(at, { type: 'ReplacePrefixMatch', replacePrefixMatch: prefix })]),
  ];
  return kinds.length > 0 ? kinds : [removal(at, 'Leave the path as it is')];
}

function kind(path: FixInput['path'], value: PathChange): Fix {
  return {
    label: value.type === 'ReplaceFullPath' ? 'Replace the full path' : 'Replace the prefix',
    edits: [{ op: 'set', path, value }],
  };
}

/** Days, decimals, spaces and bare numbers are what people write. */
function betterDuration(value: string): string | null {
  const bare = value.trim().toLowerCase().replaceAll(/\s+/g, '');
  const [, digits = '', unit = ''] = /^(\d{1,6}(?:\.\d{1,6})?)(ms|s|m|h|d|sec|min)?$/.exec(bare) ?? [];
  const inMs = { ms: 1, s: 1_000, sec: 1_000, '': 1_000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000 };
  const factor = Object.entries(inMs).find(([name]) => name === unit)?.[1] ?? 0;
  const better = digits === '' ? bare : spelled(Math.round(Number(digits) * factor));
  return parseDurationMs(better) === null ? null : better;
}

function spelled(ms: number): string {
  if (ms % 3_600_000 === 0 && ms > 0) return `${ms / 3_600_000}h`;
  if (ms % 60_000 === 0 && ms > 0) return `${ms / 60_000}m`;
  return ms % 1_000 === 0 ? `${ms / 1_000}s` : `${ms}ms`;
}
