import { expect, test } from 'vitest';
import { createSchemaJudge } from '../validation/schema/schema-judge.ts';
import { toRouteSchema } from './route-schema.ts';

const schema = { openAPIV3Schema: { type: 'object', properties: { spec: { type: 'object', required: ['a'] } } } };
const crd = {
  metadata: {
    name: 'httproutes.gateway.networking.k8s.io',
    resourceVersion: '7',
    annotations: {
      'gateway.networking.k8s.io/bundle-version': 'v1.6.3',
      'gateway.networking.k8s.io/channel': 'standard',
    },
    managedFields: [{}],
  },
  spec: {
    group: 'gateway.networking.k8s.io',
    versions: [
      { name: 'v1beta1', schema: {} },
      { name: 'v1', schema },
    ],
  },
  status: { conditions: [] },
};

test('of a CRD only what the browser needs is kept, and it can judge', () => {
  const kept = toRouteSchema({ ...crd, spec: { versions: [{ name: 'v1', served: true, schema }] } });
  expect(kept).toEqual({
    metadata: { name: crd.metadata.name, resourceVersion: '7' },
    bundleVersion: 'v1.6.3',
    channel: 'standard',
    spec: { versions: [{ name: 'v1', schema }] },
  });
  expect(createSchemaJudge(kept)?.judge({ spec: {} })).toHaveLength(1);
});

test.each([null, 'x', {}, { metadata: crd.metadata }, { ...crd, spec: { versions: [] } }])(
  '%j is no CRD that can judge',
  (object) => {
    expect(toRouteSchema(object)).toBeNull();
  },
);
