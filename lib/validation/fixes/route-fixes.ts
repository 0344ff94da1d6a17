import { getAt } from '../../gateway-api/document.ts';
import { namespaceOf, objects, strings, text } from '../../gateway-api/hostile.ts';
import { intersectHostnames, normaliseHostname } from '../../gateway-api/hostname.ts';
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
  'rule.redirect-with-backends': ({ draft, path }) => {
    const filters = objects<{ type?: unknown }>(listAt(draft, [...path, 'filters']));
    const redirect = filters.findIndex((filter) => filter.type === 'RequestRedirect');
    return [
      removal([...path, 'backendRefs'], 'Remove the backends'),
      ...(redirect === -1 ? [] : [removal([...path, 'filters', redirect], 'Remove the redirect')]),
    ];
  },
  'dns.source-unknown': remove('Remove the annotation'),
  'dns.annotation-unread': renameAnnotation,
};

function listAt(draft: unknown, path: FixInput['path']): readonly object[] {
  const list = getAt(draft, path);
  return Array.isArray(list) ? list : [];
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
    label: `Use ${choice.listener} of ${(choice.listenerSet ?? choice.gateway).name}`,
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
