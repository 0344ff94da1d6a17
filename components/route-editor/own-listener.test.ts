import { expect, test } from 'vitest';
import type { ListenerChoice } from '@/lib/gateway-api/listener-picker.ts';
import { httpRoute } from '@/lib/gateway-api/object-builders.ts';
import type { HttpRoute, ParentRef } from '@/lib/gateway-api/objects.ts';
import { type Edit, editorReducer, openEditor } from './editor-state.ts';
import { attachTo, detachFrom, ownListener } from './own-listener.ts';

function listener(hostname: string | null, overrides: Partial<ListenerChoice> = {}): ListenerChoice {
  const set = hostname === null ? null : { namespace: 'storefront', name: `set-of-${hostname.replace('*.', 'all-')}` };
  const name = overrides.listener ?? 'https';
  return {
    gateway: { namespace: 'infra', name: 'external' },
    listenerSet: set,
    listener: name,
    protocol: 'HTTPS',
    port: 443,
    hostname,
    wouldAccept: true,
    code: null,
    reason: '',
    parentRef: { kind: set ? 'ListenerSet' : 'Gateway', name: set?.name ?? 'external', sectionName: name },
    ...overrides,
  };
}

const everyName = listener(null, { listener: 'http', protocol: 'HTTP' });
const zone = listener('*.apps.test', { listenerSet: null });
const shopHttp = listener('shop.acme.test', { listener: 'http', protocol: 'HTTP' });
const shop = listener('shop.acme.test');
const all = listener('*.acme.test');
const choices = [everyName, zone, shopHttp, shop, all];

const gatewayRef: ParentRef = { name: 'external', namespace: 'infra' };

function draftWith(hostnames: readonly string[], ...parentRefs: readonly ParentRef[]): HttpRoute {
  return httpRoute({ hostnames, parentRefs });
}

function parentsAfter(draft: HttpRoute, edits: readonly Edit[]): readonly ParentRef[] | undefined {
  return editorReducer(openEditor(draft, draft), { type: 'edit', edits, at: 0 }).draft.spec?.parentRefs;
}

test.each([
  ['shop.acme.test', shop], // HTTPS of the two with the very name
  ['blog.acme.test', all], // covered by the claim of a wildcard
  ['Shop.Acme.test.', shop],
  ['x.apps.test', null], // the platform's listener is nobody's own
  ['other.test', null],
])('%s has its own listener, if any', (hostname, own) => {
  expect(ownListener(hostname, choices)).toBe(own);
});

test('a name with a listener of its own brings the route there, and its other parents stay', () => {
  const draft = draftWith(['x.apps.test'], gatewayRef);
  expect(parentsAfter(draft, attachTo('shop.acme.test', draft, choices))).toEqual([gatewayRef, shop.parentRef]);
});

test('nothing is edited where the route is there already, by name or with the whole set', () => {
  const whole = { kind: 'ListenerSet', name: 'set-of-shop.acme.test' };
  expect(attachTo('shop.acme.test', draftWith([], shop.parentRef), choices)).toEqual([]);
  expect(attachTo('shop.acme.test', draftWith([], whole), choices)).toEqual([]);
  expect(attachTo('x.apps.test', draftWith([]), choices)).toEqual([]);
});

test('a name that goes takes its listener along unless another name needs it', () => {
  const both = draftWith(['a.acme.test', 'b.acme.test'], gatewayRef, all.parentRef);
  expect(detachFrom('a.acme.test', both, choices)).toEqual([]);
  const one = draftWith(['a.acme.test'], gatewayRef, all.parentRef);
  expect(parentsAfter(one, detachFrom('a.acme.test', one, choices))).toEqual([gatewayRef]);
});
