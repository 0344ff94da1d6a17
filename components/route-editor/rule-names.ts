import type { HttpRouteRule } from '@/lib/gateway-api/objects.ts';

/** A name for the copy of a rule: `beta` becomes `beta-2`, then `beta-3`. A rule without a name stays without. */
export function uniqueRuleName(rule: HttpRouteRule, rules: readonly HttpRouteRule[]): { readonly name?: string } {
  if (!rule.name) return {};
  const taken = new Set(rules.map((one) => one.name));
  const stem = rule.name.replace(/-\d{1,3}$/, '');
  for (let count = 2; ; count += 1) {
    const name = `${stem}-${count}`;
    if (!taken.has(name)) return { name };
  }
}
