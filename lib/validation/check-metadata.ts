import { isPlainObject } from '../gateway-api/hostile.ts';
import type { HttpRoute } from '../gateway-api/objects.ts';
import type { Issue, Path } from '../outcome.ts';
import { isSubdomain } from './check-identity.ts';
import type { ValidationCode } from './codes.ts';
import { finding, quote } from './finding.ts';

const part = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const maxAnnotationCharacters = 262_144;

/** Judges labels and annotations, which the CRD's schema says nothing about. @see Kubernetes, "Labels and Selectors", "Annotations" */
export function checkMetadata(draft: HttpRoute): readonly Issue[] {
  const labels: unknown = draft.metadata.labels ?? undefined;
  const annotations: unknown = draft.metadata.annotations ?? undefined;
  return [
    ...checkMap(labels, ['metadata', 'labels'], 'metadata.label-malformed', labelFlaw),
    ...checkMap(annotations, ['metadata', 'annotations'], 'metadata.annotation-malformed', () => null),
    ...checkSize(annotations),
  ];
}

function checkMap(
  map: unknown,
  path: Path,
  code: ValidationCode,
  flawOfValue: (value: string) => string | null,
): readonly Issue[] {
  if (map === undefined) return [];
  if (!isPlainObject(map)) return [finding('route.wrong-shape', path, `${path.at(-1)} must be an object.`)];
  return Object.entries(map).flatMap(([key, value]) => {
    if (value === undefined) return [];
    const flaw = isKey(key)
      ? typeof value === 'string'
        ? flawOfValue(value)
        : `${quote(value)} is not a text.`
      : `${quote(key)} is not a valid key.`;
    return flaw === null ? [] : [finding(code, [...path, key], flaw)];
  });
}

/** An optional DNS name and a slash, then 63 characters at most. */
function isKey(key: string): boolean {
  const [name = '', prefix, ...more] = key.split('/').toReversed();
  return (
    more.length === 0 &&
    name.length <= 63 &&
    part.test(name) &&
    (prefix === undefined || isSubdomain(prefix.toLowerCase()))
  );
}

function labelFlaw(value: string): string | null {
  if (value === '' || (value.length <= 63 && part.test(value))) return null;
  return `${quote(value)} is not a valid value of a label.`;
}

function checkSize(annotations: unknown): readonly Issue[] {
  if (!isPlainObject(annotations)) return [];
  const size = Object.entries(annotations).reduce(
    (sum, [key, value]) => sum + key.length + (typeof value === 'string' ? value.length : 0),
    0,
  );
  if (size <= maxAnnotationCharacters) return [];
  const message = `The annotations have ${size.toLocaleString('en')} characters together.`;
  return [finding('metadata.annotations-too-large', ['metadata', 'annotations'], message)];
}
