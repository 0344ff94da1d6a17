import { describe, expect, test } from 'vitest';
import { gateway, snapshot } from '../gateway-api/object-builders.ts';
import type { HttpRouteRule } from '../gateway-api/objects.ts';
import { toValidationContext, type ValidationContext } from './context.ts';
import { backendRefs, exact, found, prefix, redirecting, rewriting } from './rule-builders.ts';

describe('redirects and rewrites', () => {
  const onPrefix = [prefix('/a')];
  const replacePrefix = { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/b' } };
  test.each<[string, HttpRouteRule, readonly string[]]>([
    ['another host', redirecting({ hostname: 'new.test' }), []],
    ['another scheme', redirecting({ scheme: 'https' }), []],
    [
      'a wildcard',
      redirecting({ hostname: '*.a.test' }),
      ['redirect.value-malformed filters[0].requestRedirect.hostname'],
    ],
    ['a bad port', redirecting({ port: 0 }), ['redirect.value-malformed filters[0].requestRedirect.port']],
    [
      'a bad code',
      redirecting({ statusCode: 418, port: 81 }),
      ['redirect.value-malformed filters[0].requestRedirect.statusCode'],
    ],
    ['nothing at all', redirecting({}), ['redirect.to-itself filters[0].requestRedirect']],
    ['the name itself', redirecting({ hostname: 'shop.apps.test' }), ['redirect.to-itself filters[0].requestRedirect']],
    [
      'a page of its own under the same rule',
      redirecting({ path: { type: 'ReplaceFullPath', replaceFullPath: '/closed' } }),
      ['redirect.to-itself filters[0].requestRedirect'],
    ],
    ['the new prefix', redirecting(replacePrefix, onPrefix), []],
    [
      'a prefix with two matches',
      redirecting(replacePrefix, [prefix('/a'), prefix('/c')]),
      ['rewrite.needs-one-prefix filters[0].requestRedirect.path'],
    ],
    [
      'a prefix of an exact path',
      rewriting(replacePrefix, [exact('/a')]),
      ['rewrite.needs-one-prefix filters[0].urlRewrite.path'],
    ],
    ['a prefix with the default match', rewriting(replacePrefix), []],
    [
      'the same prefix',
      rewriting({ path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/a/' } }, onPrefix),
      ['rewrite.no-effect filters[0].urlRewrite'],
    ],
    [
      'the same path',
      rewriting({ path: { type: 'ReplaceFullPath', replaceFullPath: '/a' } }, [exact('/a')]),
      ['rewrite.no-effect filters[0].urlRewrite'],
    ],
    ['the same host', rewriting({ hostname: 'shop.apps.test' }), ['rewrite.no-effect filters[0].urlRewrite']],
    ['another host in a rewrite', rewriting({ hostname: 'inner.test' }), []],
    [
      'a value of the other kind',
      rewriting({ path: { type: 'ReplaceFullPath', replacePrefixMatch: '/' } }),
      ['rewrite.path-mismatch filters[0].urlRewrite.path.replaceFullPath'],
    ],
    [
      'two values',
      rewriting({ path: { type: 'ReplaceFullPath', replaceFullPath: '/', replacePrefixMatch: '/' } }),
      ['rewrite.path-mismatch filters[0].urlRewrite.path'],
    ],
  ])('%s', (_name, rule, expected) => {
    expect(found(rule)).toEqual(expected);
  });

  test('a page of its own is no circle where another rule serves it', () => {
    const closing = redirecting({ path: { type: 'ReplaceFullPath', replaceFullPath: '/closed' } });
    expect(found([closing, { backendRefs, matches: [exact('/closed')] }])).toEqual([]);
  });

  test('http to https is a circle exactly where the route is on the https listener as well', () => {
    const world = (...protocols: readonly string[]): ValidationContext =>
      toValidationContext(
        snapshot({
          gateways: [
            gateway({
              listeners: protocols.map((protocol) => ({
                name: protocol.toLowerCase(),
                port: protocol === 'HTTPS' ? 443 : 80,
                protocol,
                allowedRoutes: { namespaces: { from: 'All' } },
              })),
            }),
          ],
        }),
        { editing: null, visible: ['storefront'], zones: [], annotationPrefix: 'x/', services: [] },
      );
    const rule = redirecting({ scheme: 'https', statusCode: 301 });
    const codesIn = (context: ValidationContext) => found(rule, context).filter((line) => line.startsWith('redirect'));
    expect(codesIn(world('HTTP'))).toEqual([]);
    expect(codesIn(world('HTTP', 'HTTPS'))).toEqual(['redirect.to-itself filters[0].requestRedirect']);
  });
});
