import { describe, expect, test } from 'vitest';
import { condition, gateway, gatewayClass, httpRoute, snapshot, trueCondition } from './object-builders.ts';
import type { Condition } from './objects.ts';
import { summariseStatus } from './status.ts';

const parentRef = { name: 'external', namespace: 'infra' };
const cluster = snapshot({ gateways: [gateway()], gatewayClasses: [gatewayClass()] });

function summarise(conditions: readonly Condition[], controllerName = 'test.example/controller', generation = 1) {
  const route = {
    ...httpRoute({}, { generation }),
    status: { parents: [{ controllerName, parentRef, conditions }] },
  };
  return summariseStatus(route, cluster);
}

describe('what a route’s status says', () => {
  test.each<[string, readonly Condition[], string]>([
    ['both conditions are true', [trueCondition('Accepted'), trueCondition('ResolvedRefs')], 'accepted'],
    [
      'it is rejected',
      [condition('Accepted', 'False', 'NotAllowedByListeners'), trueCondition('ResolvedRefs')],
      'rejected',
    ],
    [
      'a reference does not resolve',
      [trueCondition('Accepted'), condition('ResolvedRefs', 'False', 'BackendNotFound')],
      'unresolved',
    ],
    ['nothing is said of references', [trueCondition('Accepted')], 'waiting'],
    ['it is unknown', [condition('Accepted', 'Unknown', 'Pending')], 'waiting'],
    ['there are no conditions', [], 'waiting'],
    [
      'rules were dropped',
      [
        trueCondition('Accepted'),
        trueCondition('ResolvedRefs'),
        condition('PartiallyInvalid', 'True', 'UnsupportedValue', 'Dropped Rule 2'),
      ],
      'partial',
    ],
  ])('%s', (_name, conditions, state) => {
    expect(summarise(conditions).parents.map((parent) => parent.state)).toEqual([state]);
  });

  test('a condition of an older generation is outdated, be it good or bad', () => {
    const good = [trueCondition('Accepted'), trueCondition('ResolvedRefs')];
    const bad = [condition('Accepted', 'False', 'NoMatchingParent')];
    expect(summarise(good, undefined, 2).parents[0]?.state).toBe('outdated');
    expect(summarise(bad, undefined, 2).parents[0]?.state).toBe('outdated');
    expect(summarise(good, undefined, 2).parents[0]?.observedGeneration).toBe(1);
  });

  test('another controller’s word does not count, and is shown', () => {
    const summary = summarise([trueCondition('Accepted'), trueCondition('ResolvedRefs')], 'other.example/controller');
    expect(summary.parents[0]?.state).toBe('waiting');
    expect(summary.foreign).toMatchObject([{ controllerName: 'other.example/controller', why: 'other-controller' }]);
  });

  test('an entry for a parent that the route no longer names is shown as such', () => {
    const route = {
      ...httpRoute({ parentRefs: [{ ...parentRef, sectionName: 'http' }] }),
      status: {
        parents: [{ controllerName: 'test.example/controller', parentRef, conditions: [trueCondition('Accepted')] }],
      },
    };
    expect(summariseStatus(route, cluster)).toMatchObject({
      parents: [{ state: 'waiting' }],
      foreign: [{ why: 'not-a-parent' }],
    });
  });

  test('nobody is believed while the GatewayClass is not known', () => {
    const route = httpRoute();
    expect(summariseStatus(route, snapshot({ gateways: [gateway()], gatewayClasses: [] })).parents[0]?.state).toBe(
      'no-controller',
    );
    expect(summariseStatus(route, snapshot()).parents[0]?.state).toBe('no-controller');
    expect(summariseStatus(route, cluster).hasStatus).toBe(false);
  });
});
