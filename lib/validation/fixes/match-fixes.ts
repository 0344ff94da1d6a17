import { getAt } from '../../gateway-api/document.ts';
import { applyEdit, type Edit } from '../../gateway-api/edit.ts';
import { isPlainObject } from '../../gateway-api/hostile.ts';
import type { HttpRoute } from '../../gateway-api/objects.ts';
import { nameCharacters } from '../check-matches.ts';
import { checkReach } from '../check-reach.ts';
import { entriesAt } from '../finding.ts';
import { type Fix, type FixInput, type FixMakers, removal, remove, removeEntry, rewriteText, write } from './fix.ts';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'];

/** Names come with a colon or spaces when they are copied from somewhere. */
const bareName = rewriteText((value) => {
  const name = value
    .trim()
    .replace(/\s*:\s*$/, '')
    .replaceAll(/\s+/g, '-');
  return nameCharacters.test(name) && name.length <= 256 ? name : null;
});

/** Fixes for matches: paths, methods, headers and query parameters, and what is never reached. */
export const matchFixes: FixMakers = {
  'rule.never-reached': (input) => [...moveUp(input), removal(input.path, 'Remove the rule')],
  'match.duplicate': removeMatch,
  'match.never-reached': (input) => [...moveUp(input), ...removeMatch(input)],
  'match.type-unknown': remove('Use the usual kind'),
  'path.no-slash': rewriteText((value) => `/${value.trim()}`),
  'path.double-slash': rewriteText((value) => value.replaceAll(/\/{2,}/g, '/')),
  'path.dots': rewriteText(withoutDots),
  'path.query': rewriteText((value) => value.replace(/\?.*$/s, '') || '/'),
  'path.fragment': rewriteText((value) => value.replace(/#.*$/s, '') || '/'),
  'path.characters': rewriteText(percentEncoded),
  'method.unknown': ({ draft, path }) => {
    const method = getAt(draft, path);
    const upper = typeof method === 'string' ? method.trim().toUpperCase() : '';
    return [...(methods.includes(upper) ? [write(path, upper)] : []), removal(path, 'Take every method')];
  },
  'header.name-missing': removeEntry('Remove the line'),
  'header.name-malformed': bareName,
  'header.duplicate': remove('Remove the second one'),
  'header.ignored': remove('Remove the second one'),
  'query.name-missing': removeEntry('Remove the line'),
  'query.name-malformed': bareName,
  'query.duplicate': remove('Remove the second one'),
};

/** Without its last match a rule would take every request, so it goes with it. */
function removeMatch({ draft, path }: FixInput): readonly Fix[] {
  const isListed = path.includes('matches');
  const rulePath = isListed ? path.slice(0, -2) : path;
  return isListed && matchCount(draft, rulePath) > 1
    ? [removal(path, 'Remove the match')]
    : [removal(rulePath, 'Remove the rule')];
}

/** The first of equals wins: moving the rule helps where it is the narrower one, so that the other keeps requests of its own. */
function moveUp({ draft, path }: FixInput): readonly Fix[] {
  const from = path[2];
  if (typeof from !== 'number' || from === 0) return [];
  const edit: Edit = { op: 'move', path: ['spec', 'rules'], from, to: 0 };
  return lostIn(applyEdit(draft, edit)) < lostIn(draft) ? [{ label: 'Move the rule to the top', edits: [edit] }] : [];
}

function lostIn(draft: HttpRoute): number {
  return checkReach(entriesAt(draft.spec?.rules, ['spec', 'rules']).entries).reduce(
    (sum, issue) => sum + (issue.code === 'rule.never-reached' ? matchCount(draft, issue.path) : 1),
    0,
  );
}

function matchCount(draft: HttpRoute, path: FixInput['path']): number {
  const rule = getAt(draft, path);
  const matches = isPlainObject(rule) ? rule.matches : undefined;
  return Array.isArray(matches) ? Math.max(matches.length, 1) : 1;
}

/** Where browsers and Gateways end up with a path. @see RFC 3986, 5.2.4 */
function withoutDots(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split('/').slice(1)) {
    if (segment === '..') kept.pop();
    else if (segment !== '.') kept.push(segment);
  }
  const isFolder = /\/\.{0,2}$/.test(path) && kept.length > 0 && kept.at(-1) !== '';
  return `/${kept.join('/')}${isFolder ? '/' : ''}`;
}

/** Unpaired halves of a character cannot be encoded, so there is no better text then. */
function percentEncoded(path: string): string | null {
  try {
    return path
      .replaceAll(/%(?![0-9a-fA-F]{2})/g, '%25')
      .replaceAll(/[^-A-Za-z0-9/._~!$&'()*+,;=:@%]+/gu, (characters) => encodeURIComponent(characters));
  } catch {
    return null;
  }
}
