import { type FixMakers, remove, removeField } from './fix.ts';

/** Fixes for what only the cluster's schema finds. */
export const schemaFixes: FixMakers = {
  'schema.unknown-field': removeField,
  'schema.experimental-field': removeField,
  'schema.duplicate': remove('Remove the second one'),
};
