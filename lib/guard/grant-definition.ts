import { type KubeObject, managedLabels } from '../rbac/kube-object.ts';
import { grantApi, grantPlural, mostGrantedNames } from './grant.ts';

/** The kind HostnameGrant. Names are told apart by the API server, so that each stands in a list once. */
export function grantDefinition(): KubeObject {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${grantPlural}.${grantApi.group}`, labels: managedLabels },
    spec: {
      group: grantApi.group,
      scope: 'Namespaced',
      names: { kind: grantApi.kind, listKind: 'HostnameGrantList', plural: grantPlural, singular: 'hostnamegrant' },
      versions: [{ name: grantApi.version, served: true, storage: true, schema: { openAPIV3Schema: schema } }],
    },
  };
}

const hostname = {
  type: 'string',
  minLength: 1,
  maxLength: 253,
  pattern: '^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$',
};

function hostnames(description: string) {
  return {
    description,
    type: 'array',
    maxItems: mostGrantedNames,
    'x-kubernetes-list-type': 'set',
    items: hostname,
  };
}

const schema = {
  description:
    'The hostnames that routes and ListenerSets of this namespace may carry. Written by the portal from proven claims; the guard reads the one named hostnames.',
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      properties: {
        hostnames: hostnames(
          'Names that the namespace may use. A wildcard covers any number of labels, not its own apex.',
        ),
        lost: hostnames('Names that the namespace may no longer use, although objects of it may still carry them.'),
      },
    },
  },
};
