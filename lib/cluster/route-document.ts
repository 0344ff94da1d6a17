import 'server-only';
import { z } from 'zod';
import type { HttpRoute } from '../gateway-api/objects.ts';

const maxBytes = 900_000;

const shape = z.looseObject({
  kind: z.literal('HTTPRoute').optional(),
  metadata: z.looseObject({
    name: z.string().max(253),
    namespace: z.string().max(63).optional(),
    labels: z.record(z.string(), z.string()).optional(),
    annotations: z.record(z.string(), z.string()).optional(),
  }),
  spec: z.looseObject({}).optional(),
});

/** An HTTPRoute as a browser sends it: any fields, but of the right kind and of a size that an API server takes. */
export const routeDocument = z.custom<HttpRoute>(
  (value) => shape.safeParse(value).success && JSON.stringify(value).length <= maxBytes,
  'This is not an HTTPRoute, or it is larger than a cluster stores.',
);
