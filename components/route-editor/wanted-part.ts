import { isSame } from '@/lib/gateway-api/document.ts';
import type { HttpRoute, ObjectMeta } from '@/lib/gateway-api/objects.ts';
import { serverWrittenMetadata } from '@/lib/gateway-api/server-fields.ts';

/** The route without what the server and controllers write: what somebody wants of it. */
export function withoutServerFields(route: HttpRoute): HttpRoute {
  const { status: _status, metadata, ...rest } = route;
  return { ...rest, metadata: wantedMetadata(metadata) };
}

/** Whether two versions of a route want the same; what the server writes does not count. */
export function isSameRoute(a: HttpRoute, b: HttpRoute): boolean {
  return a === b || isSame(comparable(a), comparable(b));
}

/** An emptied map of labels or annotations says the same as none. */
function comparable(route: HttpRoute): unknown {
  const { metadata, ...rest } = withoutServerFields(route);
  return { ...rest, metadata: { ...metadata, labels: metadata.labels ?? {}, annotations: metadata.annotations ?? {} } };
}

function wantedMetadata(metadata: ObjectMeta): ObjectMeta {
  const entries = Object.entries(metadata).filter(([key]) => !serverWrittenMetadata.includes(key));
  return { ...Object.fromEntries(entries), name: metadata.name };
}
