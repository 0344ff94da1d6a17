import { expect, test } from 'vitest';
import type { ListenerChoice } from '@/lib/gateway-api/listener-picker.ts';
import { httpRoute } from '@/lib/gateway-api/object-builders.ts';
import type { HttpRoute, ParentRef } from '@/lib/gateway-api/objects.ts';
import { type Edit, editorReducer, openEditor } from './editor-state.ts';
import { attachmentTo, defaultParents, parentChoices, toggleListener, toggleParent } from './gateway-choice.ts';

function choice(gateway: string, listener: string, wouldAccept = true): ListenerChoice {
  return {
    gateway: { namespace: 'infra', name: gateway },
    listenerSet: null,
    listener,
    protocol: 'HTTP',
    port: 80,
    hostname: null,
    wouldAccept,
    code: null,
    reason: '',
    parentRef: { name: gateway, sectionName: listener },
  };
}

const choices = [choice('external', 'http'), choice('external', 'https'), choice('internal', 'http', false)];
const [external] = parentChoices(choices);
if (!external) throw new Error('no parent');

function draftWith(...parentRefs: readonly ParentRef[]): HttpRoute {
  return httpRoute({ parentRefs });
}

function after(draft: HttpRoute, edit: Edit): readonly ParentRef[] {
  return editorReducer(openEditor(draft, draft), { type: 'edit', edits: [edit], at: 0 }).draft.spec?.parentRefs ?? [];
}

const whole = { name: 'external', namespace: 'infra' };
const other = { name: 'mesh', kind: 'Service' };

test('a new route is attached to the first parent that takes it, as a whole', () => {
  expect(defaultParents(choices, 'shop')).toEqual([whole]);
  expect(defaultParents([choice('internal', 'http', false)], 'shop')).toEqual([]);
});

test('choosing one listener replaces the whole parent, and other parents stay', () => {
  const draft = draftWith(other, whole);
  expect(attachmentTo(external, draft)).toBe('all');
  expect(after(draft, toggleListener(external, 'https', draft))).toEqual([other, { ...whole, sectionName: 'https' }]);
});

test('choosing a second listener adds it, leaving it removes only it', () => {
  const draft = draftWith({ ...whole, sectionName: 'http' });
  const both = draftWith(...after(draft, toggleListener(external, 'https', draft)));
  expect(attachmentTo(external, both)).toEqual(['http', 'https']);
  expect(after(both, toggleListener(external, 'http', both))).toEqual([{ ...whole, sectionName: 'https' }]);
});

test('choosing the whole parent replaces its listeners, choosing it again takes it off', () => {
  const draft = draftWith({ ...whole, sectionName: 'http' }, other, { ...whole, sectionName: 'https' });
  const attached = draftWith(...after(draft, toggleParent(external, draft)));
  expect(attached.spec?.parentRefs).toEqual([other, whole]);
  expect(after(attached, toggleParent(external, attached))).toEqual([other]);
});
