import { isPlainObject } from '@/lib/gateway-api/hostile.ts';

const maxDepth = 12;

/**
 * The fields that a CRD's schema has, as `EditorFacts.routeFields` wants them: dotted paths without the indices of lists, for
 * example `spec.rules.retry.codes`. Null for what is no schema.
 */
export function routeFieldsOf(openAPIV3Schema: unknown): readonly string[] | null {
  return isPlainObject(openAPIV3Schema) ? fieldsIn(openAPIV3Schema, '', 0) : null;
}

function fieldsIn(schema: unknown, prefix: string, depth: number): readonly string[] {
  if (!isPlainObject(schema) || depth > maxDepth) return [];
  if (isPlainObject(schema.items)) return fieldsIn(schema.items, prefix, depth + 1);
  if (!isPlainObject(schema.properties)) return [];
  return Object.entries(schema.properties).flatMap(([name, child]) => {
    const path = prefix === '' ? name : `${prefix}.${name}`;
    return [path, ...fieldsIn(child, path, depth + 1)];
  });
}
