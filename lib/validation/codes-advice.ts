import { type CodeEntry, warning } from './code-entry.ts';

/** Codes of what rules, routes and the GatewayClass mean together. */
export const adviceCodes = {
  'class.unsupported': warning(
    'The GatewayClass does not say that it supports this',
    'The controller lists the features that it supports, and this one is not among them: it may reject the route or ignore the field.',
    'Remove the field, choose another Gateway, or ask the platform team.',
  ),
} as const satisfies Readonly<Record<string, CodeEntry>>;
