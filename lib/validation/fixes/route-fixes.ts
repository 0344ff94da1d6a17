import { getAt } from '../../gateway-api/document.ts';
import type { Edit } from '../../gateway-api/edit.ts';
import { isPlainObject, namespaceOf, objects, strings, text } from '../../gateway-api/hostile.ts';
import { intersectHostnames, normaliseHostname } from '../../gateway-api/hostname.ts';
import { objectKey } from '../../gateway-api/listeners.ts';
import type { HttpRoute } from '../../gateway-api/objects.ts';
import type { Path } from '../../outcome.ts';
import { flawOfHostname } from '../check-hostname.ts';
import { betterName } from '../check-identity.ts';
import type { Fix, FixInput, FixMakers } from './fix.ts';
import { removal, remove, rewriteText, write } from './fix.ts';

const bareHostname = rewriteText((value) => {
  const name = value
    .trim()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .replace(/[/?#].*$/, '')
    .replace(/:\d*$/, '')
    .replaceAll('_', '-');
  const better = normaliseHostname(name);
  return flawOfHostname(better) === null ? better : null;
});

/** Fixes for names, hostnames, parents, rules and annotations. */
export const routeFixes: FixMakers = {
  'route.wrong-shape': remove('Remove it'),
  'route.name-malformed': rewriteText(betterName),
  'hostname.empty': remove('Remove the line'),
  'hostname.duplicate': remove('Remove the second one'),
  'hostname.with-scheme': bareHostname,
  'hostname.with-path': bareHostname,
  'hostname.with-port': bareHostname,
  'hostname.upper-case': bareHostname,
  'hostname.trailing-dot': bareHostname,
  'hostname.underscore': bareHostname,
  'parent.none': chooseListener,
  'parent.duplicate': remove('Remove the second reference'),
  'rule.name-malformed': rewriteText(betterName),
  'rule.name-duplicate': renameRule,
  'rule.redirect-with-backends': ({ draft, path }) => [
    removal([...path, 'backendRefs'], 'Remove the backends'),
    ...removeRedirects(draft, [...path, 'filters']),
  ],
  'dns.source-unknown': remove('Remove the annotation'),
  'dns.annotation-unread': renameAnnotation,
};

/** From the last to the first, so that each removal leaves the places of the others alone. */
function removeRedirects(draft: HttpRoute, path: Path): readonly Fix[] {
  const filters = getAt(draft, path);
  if (!Array.isArray(filters)) return [];
  const edits = filters
    .map((filter: unknown, index): Edit | null =>
      isPlainObject(filter) && filter.type === 'RequestRedirect' ? { op: 'remove', path: [...path, index] } : null,
    )
    .filter((edit) => edit !== null)
    .toReversed();
  return edits.length === 0 ? [] : [{ label: 'Remove the redirect', edits }];
}

/** Listeners that would take the route and serve one of its names, for a route without a parent. */
function chooseListener({ context, draft, path }: FixInput): readonly Fix[] {
  if (path.length !== 2) return [];
  const namespace = namespaceOf(draft);
  const offered = Object.hasOwn(context.listeners, namespace) ? (context.listeners[namespace] ?? []) : [];
  const hostnames = strings(draft.spec?.hostnames);
  const fitting = offered.filter(
    (choice) =>
      choice.wouldAccept &&
      (hostnames.length === 0 || hostnames.some((name) => intersectHostnames(choice.hostname ?? '', name) !== null)),
  );
  return fitting.slice(0, 3).map((choice) => ({
    label: `Use ${choice.listener} of ${objectKey(choice.listenerSet ?? choice.gateway)}`,
    edits: [{ op: 'set', path, value: [choice.parentRef] }],
  }));
}

function renameRule({ draft, path }: FixInput): readonly Fix[] {
  const name = text(getAt(draft, path));
  if (name === undefined) return [];
  const taken = new Set(objects(draft.spec?.rules).map((rule) => rule.name));
  const free = Array.from({ length: 20 }, (_, index) => `${name.slice(0, 250)}-${index + 2}`);
  const next = free.find((one) => !taken.has(one));
  return next === undefined ? [] : [write(path, next)];
}

function renameAnnotation({ context, draft, path }: FixInput): readonly Fix[] {
  const key = text(path.at(-1)) ?? '';
  const to = [...path.slice(0, -1), `${context.annotationPrefix}${key.split('/')[1] ?? ''}`];
  const value = getAt(draft, path);
  if (key === '' || value === undefined || getAt(draft, to) !== undefined) return [];
  return [
    {
      label: `Rename to ${to.at(-1)}`,
      edits: [
        { op: 'set', path: to, value },
        { op: 'set', path, value: undefined },
      ],
    },
  ];
}
