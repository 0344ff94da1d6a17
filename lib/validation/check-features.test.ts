import { describe, expect, test } from 'vitest';
import { gateway, gatewayClass, snapshot } from '../gateway-api/object-builders.ts';
import type { HttpRouteRule } from '../gateway-api/objects.ts';
import { toValidationContext, type ValidationContext } from './context.ts';
import { found, mirror } from './rule-builders.ts';

describe('features of the GatewayClass', () => {
  const world = (features: readonly string[]): ValidationContext => {
    const kind = gatewayClass();
    const reported = { ...kind, status: { supportedFeatures: features.map((name) => ({ name })) } };
    return toValidationContext(snapshot({ gateways: [gateway()], gatewayClasses: [reported] }), {
      editing: null,
      visible: ['storefront'],
      zones: [],
      annotationPrefix: 'x/',
      services: [],
    });
  };
  const lacking = (rule: HttpRouteRule, ...features: readonly string[]) =>
    found(rule, world(features)).filter((line) => line.startsWith('class.'));

  test('a field is warned of where the class reports features without it', () => {
    const rule = { ...mirror({ percent: 5 }), matches: [{ method: 'GET' }] };
    expect(lacking(rule, 'HTTPRoute', 'HTTPRouteMethodMatching')).toEqual([
      'class.unsupported filters[0].requestMirror',
      'class.unsupported filters[0].requestMirror.percent',
    ]);
  });

  test('a class that reports nothing is not judged', () => {
    expect(lacking(mirror({ percent: 5 }))).toEqual([]);
  });
});
