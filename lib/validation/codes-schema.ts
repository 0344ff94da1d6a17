import { type CodeEntry, error, warning } from './code-entry.ts';

/** Codes of the judgement by the cluster’s own schema. */
export const schemaCodes = {
  'schema.required': error(
    'A required field is missing',
    'The cluster’s schema wants a value here.',
    'Fill the field in, or remove the object that needs it.',
  ),
  'schema.type': error(
    'The value has the wrong form',
    'The cluster’s schema wants another kind of value here: a text, a number, a list or an object.',
    'Correct the value in the YAML.',
  ),
  'schema.enum': error(
    'The value is none of those allowed',
    'The cluster’s schema lists the values that the field takes.',
    'Choose one of the listed values.',
  ),
  'schema.format': error(
    'The value is not written as it must be',
    'The cluster’s schema has a pattern or format for the field, which the message names.',
    'Write the value as the pattern says.',
  ),
  'schema.range': error(
    'The number is out of range',
    'The cluster’s schema limits the number.',
    'Enter a number within the limits.',
  ),
  'schema.too-long': error(
    'The text is too long',
    'The cluster’s schema limits the length of the text.',
    'Shorten it.',
  ),
  'schema.too-many': error(
    'The list is too long',
    'The cluster’s schema limits the number of entries.',
    'Remove some of them.',
  ),
  'schema.too-few': error(
    'The value is too short',
    'The cluster’s schema wants more entries or characters here.',
    'Add what is missing, or remove the field.',
  ),
  'schema.duplicate': error(
    'An entry is there twice',
    'The cluster’s schema wants every entry of the list only once.',
    'Remove one of them.',
  ),
  'schema.rule': error(
    'A rule of the API is broken',
    'The cluster’s schema has rules about values that belong together, and this object breaks one of them.',
    'Change the values that the message names.',
  ),
  'schema.unknown-field': warning(
    'The cluster does not know the field',
    'The cluster’s schema has no such field: the API server refuses the object or drops the field.',
    'Check the spelling, or remove the field.',
  ),
  'schema.experimental-field': warning(
    'The field needs another Gateway API',
    'The field exists in a newer release or in the experimental channel of the Gateway API only, and this cluster has neither.',
    'Remove the field, or ask the platform team for the Gateway API that has it.',
  ),
  'schema.too-large': error(
    'The route is too large to be judged',
    'It is larger, longer or nested deeper than anything that a cluster stores.',
    'Remove what does not belong there, or split the route.',
  ),
} as const satisfies Readonly<Record<string, CodeEntry>>;
