import { expect, test } from 'vitest';
import type { ListenerChoice } from '@/lib/gateway-api/listener-picker.ts';
import { httpRoute } from '@/lib/gateway-api/object-builders.ts';
import { secureListenerPort } from './secure-listener-port.ts';

function listener(overrides: Partial<ListenerChoice>): ListenerChoice {
  return {
    gateway: { namespace: 'infra', name: 'external' },
    listenerSet: null,
    listener: 'https',
    protocol: 'HTTPS',
    port: 443,
    hostname: null,
    wouldAccept: true,
    code: null,
    reason: '',
    parentRef: {},
    ...overrides,
  };
}

test.each<[string, readonly ListenerChoice[], number | null]>([
  ['of its Gateway', [listener({ port: 8443 }), listener({ protocol: 'HTTP', port: 80 })], 8443],
  ['unknown where it has no https', [listener({ protocol: 'HTTP', port: 80 })], null],
  ['unknown where there are two', [listener({ port: 443 }), listener({ port: 8443 })], null],
  ['unknown for another Gateway', [listener({ gateway: { namespace: 'infra', name: 'internal' } })], null],
])('the port for https is %s', (_case, listeners, port) => {
  expect(secureListenerPort(listeners, httpRoute())).toBe(port);
});
