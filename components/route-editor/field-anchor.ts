import { getAt } from '@/lib/gateway-api/document.ts';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import type { Issue, Path } from '@/lib/outcome.ts';
import { filterAnchors, hasFilterEditor } from './filters/filter-anchors.ts';
import { revealField } from './reveal.ts';

/** Which paths have a place on the form, `*` for any index or key. A finding is shown at the nearest one at or above it. */
const anchors = [
  'metadata.name',
  'metadata.namespace',
  'metadata.annotations',
  'metadata.annotations.*',
  'spec.parentRefs',
  'spec.parentRefs.*',
  'spec.hostnames',
  'spec.hostnames.*',
  'spec.rules',
  'spec.rules.*',
  'spec.rules.*.name',
  'spec.rules.*.matches',
  'spec.rules.*.matches.*',
  'spec.rules.*.matches.*.path',
  'spec.rules.*.matches.*.method',
  'spec.rules.*.matches.*.headers.*',
  'spec.rules.*.matches.*.queryParams.*',
  'spec.rules.*.filters',
  ...filterAnchors.map((anchor) => `spec.rules.*.filters.${anchor}`),
  'spec.rules.*.timeouts',
  'spec.rules.*.timeouts.request',
  'spec.rules.*.timeouts.backendRequest',
  'spec.rules.*.retry',
  'spec.rules.*.retry.attempts',
  'spec.rules.*.retry.codes',
  'spec.rules.*.retry.codes.*',
  'spec.rules.*.retry.backoff',
  'spec.rules.*.sessionPersistence',
  'spec.rules.*.sessionPersistence.type',
  'spec.rules.*.sessionPersistence.sessionName',
  'spec.rules.*.sessionPersistence.absoluteTimeout',
  'spec.rules.*.sessionPersistence.idleTimeout',
  'spec.rules.*.sessionPersistence.cookieConfig.lifetimeType',
  'spec.rules.*.backendRefs',
  'spec.rules.*.backendRefs.*',
  'spec.rules.*.backendRefs.*.weight',
  'spec.rules.*.backendRefs.*.filters',
  ...filterAnchors.map((anchor) => `spec.rules.*.backendRefs.*.filters.${anchor}`),
].map((pattern) => pattern.split('.'));

/** The place on the form where a finding belongs; null when it has none and goes to the list on top. */
export function anchorOf(path: Path, draft: HttpRoute): Path | null {
  for (let length = path.length; length > 0; length -= 1) {
    const candidate = path.slice(0, length);
    if (isAnchor(candidate) && hasPlace(candidate, draft)) return candidate;
  }
  return null;
}

function isAnchor(path: Path): boolean {
  return anchors.some(
    (pattern) => pattern.length === path.length && pattern.every((part, index) => part === '*' || part === path[index]),
  );
}

/** What has controls only while the draft has it. */
const optionalParts: ReadonlySet<string> = new Set([
  'path',
  'method',
  'fraction',
  'timeouts',
  'retry',
  'sessionPersistence',
]);

/** Lists with a field that adds to them: it stands at the index after the last. */
const growingLists: ReadonlySet<string | number> = new Set([
  'hostnames',
  'allowOrigins',
  'allowHeaders',
  'exposeHeaders',
  'codes',
]);

/** Entries and conditions are on the form only while they are in the draft. */
function hasPlace(path: Path, draft: HttpRoute): boolean {
  if (!hasFilterEditor(path, draft)) return false;
  return path.every((part, index) => {
    if (typeof part === 'string' && optionalParts.has(part))
      return getAt(draft, path.slice(0, index + 1)) !== undefined;
    if (typeof part !== 'number') return true;
    const list = getAt(draft, path.slice(0, index));
    const length = Array.isArray(list) ? list.length : 0;
    return part < length || (part === length && growingLists.has(path[index - 1] ?? ''));
  });
}

/** The id of the element that shows the field at `path`, the same for who draws it and who looks for it. */
export function fieldId(path: Path): string {
  return `field-${path.map((part) => String(part).replace(/[^\w-]/g, '_')).join('-')}`;
}

/** Findings by the id of their place; those without a place under ''. */
export function placeIssues(issues: readonly Issue[], draft: HttpRoute): ReadonlyMap<string, readonly Issue[]> {
  const placed = new Map<string, Issue[]>();
  for (const issue of issues) {
    const anchor = anchorOf(issue.path, draft);
    const id = anchor ? fieldId(anchor) : '';
    placed.set(id, [...(placed.get(id) ?? []), issue]);
  }
  return placed;
}

/** Moves the focus to the place of a finding: to its control, or to the first text field or other control in it. */
export function focusField(path: Path, draft: HttpRoute): boolean {
  const anchor = anchorOf(path, draft);
  if (anchor) revealField(anchor);
  const place = anchor ? document.getElementById(fieldId(anchor)) : document.getElementById('editor-problems');
  if (!place) return false;
  const control = place.matches(focusable)
    ? place
    : (place.querySelector<HTMLElement>('input:not([type="range"]):not([disabled])') ??
      place.querySelector<HTMLElement>(focusable));
  (control ?? place).focus({ preventScroll: true });
  const isCalm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  place.scrollIntoView({ block: 'center', behavior: isCalm ? 'auto' : 'smooth' });
  return true;
}

/** Moves the focus to the finding that stands first on the page. */
export function focusFirst(issues: readonly Issue[], draft: HttpRoute): void {
  const places = issues.flatMap(({ path }) => {
    const place = drawnPlace(anchorOf(path, draft));
    return place ? [{ path, place }] : [];
  });
  const [first] = places.toSorted((a, b) => {
    const position = a.place.compareDocumentPosition(b.place);
    return position & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : position & Node.DOCUMENT_POSITION_PRECEDING ? 1 : 0;
  });
  if (first) focusField(first.path, draft);
}

/** The element of a place, or of the closed part around it. */
function drawnPlace(anchor: Path | null): HTMLElement | null {
  if (anchor === null) return document.getElementById('editor-problems');
  for (let length = anchor.length; length > 0; length -= 1) {
    const place = document.getElementById(fieldId(anchor.slice(0, length)));
    if (place) return place;
  }
  return null;
}

/** Moves the focus to the first text field, else the first control, of a place that was just added. */
export function focusAdded(path: Path): void {
  const place = document.getElementById(fieldId(path));
  const control = place?.querySelector<HTMLElement>('input') ?? place?.querySelector<HTMLElement>(focusable);
  control?.focus();
}

const focusable =
  'input:not([disabled]),select:not([disabled]),textarea:not([disabled]),button:not([disabled]):not([data-removes]),a[href],[tabindex="0"]';
