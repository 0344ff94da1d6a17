import {
  type FieldDiff,
  fieldsDiff,
  insteadOf,
  listDiff,
  type PlainObject,
  scalarDiff,
  wholeDiff,
} from './diff-fields.ts';
import { headersDiff } from './diff-headers.ts';
import { showValue } from './diff-values.ts';
import { mirrorShare, mirrorTarget } from './filter-words.ts';
import { isPlainObject, text } from './hostile.ts';

/** Who filters: a rule, or a rule for one of its backends. */
export type FilterOwner = {
  /** For example `rule beta`. */
  readonly label: string;
  /** For example `canary`; null for the filters of the rule itself. */
  readonly backend: string | null;
};

/** The words for what a filter holds, by the field that holds it. */
export function filterFieldDiffs(owner: FilterOwner): Readonly<Record<string, FieldDiff>> {
  const { label, backend } = owner;
  const [to, from] = backend === null ? ['', ''] : [` to ${backend}`, ` from ${backend}`];
  return {
    requestHeaderModifier: headersDiff({ label, where: `on requests${to}` }),
    responseHeaderModifier: headersDiff({ label, where: `on responses${from}` }),
    requestRedirect: redirectDiff(owner),
    urlRewrite: rewriteDiff(owner),
    requestMirror: mirrorDiff(owner),
    cors: corsDiff(owner),
    extensionRef: extensionDiff(owner),
  };
}

function forBackend({ backend }: FilterOwner): string {
  return backend === null ? '' : ` for ${backend}`;
}

function redirectDiff(owner: FilterOwner): FieldDiff {
  const suffix = forBackend(owner);
  return wholeDiff(`${owner.label}: redirect`, ['scheme', 'hostname', 'port', 'path', 'statusCode'], (was, is) => {
    const [from, to] = [was && redirectTarget(was), is && redirectTarget(is)];
    const [oldCode, code] = [was && redirectCode(was), is && redirectCode(is)];
    if (to === null) return `${owner.label} no longer redirects to ${from}${suffix}`;
    if (from === null) return `${owner.label} now redirects with ${code} to ${to}${suffix}`;
    if (from === to) {
      return code === oldCode ? null : `${owner.label} now redirects with ${code} instead of ${oldCode}${suffix}`;
    }
    return code === oldCode
      ? `${owner.label} now redirects to ${to} instead of ${from}${suffix}`
      : `${owner.label} now redirects with ${code} to ${to} instead of with ${oldCode} to ${from}${suffix}`;
  });
}

function redirectCode(redirect: PlainObject): string {
  return redirect.statusCode === undefined ? '302' : showValue(redirect.statusCode);
}

/** Where a redirect leads: `https://shop.test:8443 with path /`, `the same host with https`. */
function redirectTarget({ scheme, hostname, port, path }: PlainObject): string {
  const isSameHost = hostname === undefined;
  const shownScheme = scheme === undefined ? '' : showValue(scheme);
  const shownPort = port === undefined ? '' : showValue(port);
  const address = `${shownScheme && `${shownScheme}://`}${showValue(hostname)}${shownPort && `:${shownPort}`}`;
  const details = [
    ...(isSameHost && shownScheme ? [shownScheme] : []),
    ...(isSameHost && shownPort ? [`port ${shownPort}`] : []),
    ...(path === undefined ? [] : [pathReplacement(path)]),
  ];
  return `${isSameHost ? 'the same host' : address}${details.length === 0 ? '' : ` with ${details.join(', ')}`}`;
}

function pathReplacement(path: unknown): string {
  if (!isPlainObject(path)) return `path ${showValue(path)}`;
  if (path.type === 'ReplacePrefixMatch') return `path prefix ${showValue(path.replacePrefixMatch ?? '/')}`;
  return `path ${showValue(path.replaceFullPath ?? '/')}`;
}

function rewriteDiff(owner: FilterOwner): FieldDiff {
  const { label } = owner;
  const suffix = forBackend(owner);
  return fieldsDiff(`${label}: rewrite`, {
    hostname: scalarDiff((was, is) =>
      is === null
        ? `${label} no longer rewrites the host (it was ${was})${suffix}`
        : `${label} now rewrites the host to ${is}${insteadOf(was)}${suffix}`,
    ),
    path: wholeDiff(`${label}: rewrite of the path`, ['type', 'replaceFullPath', 'replacePrefixMatch'], (was, is) => {
      const [from, to] = [was && rewriteTarget(was), is && rewriteTarget(is)];
      if (to === null) return `${label} no longer rewrites ${from?.what} to ${from?.value}${suffix}`;
      if (from?.what === to.what) {
        return from.value === to.value
          ? null
          : `${label} now rewrites ${to.what} to ${to.value} instead of ${from.value}${suffix}`;
      }
      const before = from && `${from.what} to ${from.value}`;
      return `${label} now rewrites ${to.what} to ${to.value}${insteadOf(before)}${suffix}`;
    }),
  });
}

function rewriteTarget(path: PlainObject) {
  return path.type === 'ReplacePrefixMatch'
    ? { what: 'the path prefix', value: showValue(path.replacePrefixMatch || '/') }
    : { what: 'the whole path', value: showValue(path.replaceFullPath || '/') };
}

function mirrorDiff(owner: FilterOwner): FieldDiff {
  const suffix = owner.backend === null ? '' : ` for ${owner.backend}`;
  return wholeDiff(`${owner.label}: mirror`, ['backendRef', 'percent', 'fraction'], (was, is) => {
    const [from, to] = [was && mirrorPlace(was), is && mirrorPlace(is)];
    if (to === null) return `${owner.label} no longer mirrors ${from?.share}${suffix} to ${from?.target}`;
    const now = `${owner.label} now mirrors ${to.share}${suffix} to ${to.target}`;
    if (from === null) return now;
    if (from.target !== to.target && from.share !== to.share)
      return `${now} instead of ${from.share} to ${from.target}`;
    if (from.target !== to.target) return `${now} instead of ${from.target}`;
    return from.share === to.share ? null : `${now} instead of ${from.share}`;
  });
}

function mirrorPlace(requestMirror: PlainObject) {
  return { share: mirrorShare(requestMirror), target: mirrorTarget(requestMirror) };
}

function extensionDiff(owner: FilterOwner): FieldDiff {
  const suffix = forBackend(owner);
  return wholeDiff(`${owner.label}: extension`, ['group', 'kind', 'name'], (was, is) => {
    const [from, to] = [was && extensionName(was), is && extensionName(is)];
    if (to === null) return `${owner.label} no longer uses ${from}${suffix}`;
    return from === to ? null : `${owner.label} now uses ${to}${insteadOf(from)}${suffix}`;
  });
}

function extensionName({ kind, name }: PlainObject): string {
  return `${text(kind) ?? 'extension'} ${text(name) ?? '?'}`;
}

function corsDiff(owner: FilterOwner): FieldDiff {
  const suffix = forBackend(owner);
  const cors = `${owner.label}: CORS`;
  const lists = (what: string, allows = 'allows', nowAllows = 'now allows') =>
    listDiff({
      added: (items) => `${cors} ${nowAllows} ${what} ${items}${suffix}`,
      removed: (items) => `${cors} no longer ${allows} ${what} ${items}${suffix}`,
      reordered: `${cors}: the order of what it says of ${what} changed${suffix}`,
    });
  return fieldsDiff(cors, {
    allowOrigins: lists('pages of'),
    allowMethods: lists('method'),
    allowHeaders: lists('request header'),
    exposeHeaders: lists('response header', 'shows pages', 'now shows pages'),
    allowCredentials: scalarDiff(
      (_was, is) => `${cors} ${is === 'true' ? 'now' : 'no longer'} allows credentials${suffix}`,
    ),
    maxAge: scalarDiff((was, is) =>
      is === null
        ? `${cors} no longer says how long browsers remember the answer (it was ${was} s)${suffix}`
        : `${cors} lets browsers remember the answer for ${is} s${insteadOf(was === null ? null : `${was} s`)}${suffix}`,
    ),
  });
}
