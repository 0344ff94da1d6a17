/** Generated from the referencegrants CRD v1.6.3 by scripts/generate-types.ts: do not edit. */

export interface GeneratedReferenceGrant {
  apiVersion?: string;
  kind?: string;
  metadata?: {
    [k: string]: unknown;
  };
  spec: {
    from: {
      group: string;
      kind: string;
      namespace: string;
    }[];
    to: {
      group: string;
      kind: string;
      name?: string;
    }[];
  };
}
