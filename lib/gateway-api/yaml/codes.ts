import type { Severity } from '../../outcome.ts';

type YamlCodeEntry = {
  readonly severity: Severity;
  readonly title: string;
  /** What it means and what comes of it. */
  readonly doc: string;
  /** How to mend it. */
  readonly fix: string;
};

const entry = (severity: Severity, title: string, doc: string, fix: string): YamlCodeEntry => ({
  severity,
  title,
  doc,
  fix,
});
const error = (title: string, doc: string, fix: string) => entry('error', title, doc, fix);

/**
 * Every code that reading a route's YAML can give. An `error` freezes the form until the text is mended; a `warning` and an
 * `info` are only said.
 */
export const yamlCodes = {
  'yaml.too-large': error(
    'The text is too large',
    'More than 1 MB is not read: no cluster stores an object of that size.',
    'Paste the YAML of one route only.',
  ),
  'yaml.too-deep': error(
    'Too many levels',
    'More than 100 levels of lists and maps in each other are not read.',
    'Remove the levels that a route does not have; the deepest field of a route is on level 12.',
  ),
  'yaml.too-many-aliases': error(
    'Aliases that grow too large',
    'Aliases (*name) repeat what an anchor (&name) holds. More than 100 of them, or more than 10,000 values out of them, are not read.',
    'Write the values out instead of repeating them.',
  ),
  'yaml.alias-unknown': error(
    'An alias without an anchor',
    'A text that begins with * stands for what an anchor (&name) above holds, and there is none of that name.',
    'Put the text in quotes if it is meant as it stands.',
  ),
  'yaml.wildcard-unquoted': error(
    'A wildcard without quotes',
    'In YAML a text that begins with * is an alias. A wildcard hostname needs quotes.',
    'Put the hostname in quotes, as in "*.example.com".',
  ),
  'yaml.tab': error(
    'A tab where spaces belong',
    'YAML takes only spaces in front of a key or a list entry.',
    'Replace the tab by spaces.',
  ),
  'yaml.duplicate-key': error(
    'A key twice',
    'The same key stands twice in one map. Readers disagree about which one counts, so neither is taken.',
    'Remove one of them.',
  ),
  'yaml.several-documents': error(
    'Several documents',
    'The text holds more than one document, parted by ---. One route is edited at a time.',
    'Keep the document of this route and remove the others.',
  ),
  'yaml.empty': error('Nothing there', 'The text holds no value.', 'Undo, or paste the YAML of the route.'),
  'yaml.not-a-map': error(
    'Not an object',
    'A route is a map that begins with apiVersion and kind.',
    'Paste the whole YAML of the route.',
  ),
  'yaml.list': error(
    'A list of objects',
    'This is a List, as kubectl prints several objects. One route is edited at a time.',
    'Take the route out of the list’s items.',
  ),
  'yaml.ingress': error(
    'An Ingress',
    'This is an Ingress. Making a route of it is not possible here yet; importing an Ingress will come later.',
    'Undo, then enter its hosts as hostnames and each of its paths as a rule.',
  ),
  'yaml.other-kind': error(
    'Another kind of object',
    'Only an HTTPRoute is edited here.',
    'Write kind: HTTPRoute, or undo.',
  ),
  'yaml.other-version': error(
    'Another API version',
    'Routes are edited in the version gateway.networking.k8s.io/v1.',
    'Write apiVersion: gateway.networking.k8s.io/v1.',
  ),
  'yaml.metadata-missing': error(
    'No metadata',
    'A route has its name and its namespace under metadata.',
    'Write metadata: with name: and namespace: below it.',
  ),
  'yaml.wrong-part': error(
    'A part of the wrong shape',
    'metadata and spec are maps of fields; name and namespace are texts; labels and annotations are maps of texts.',
    'Write fields below it, or put a value in quotes that should be a text.',
  ),
  'yaml.other-name': error(
    'Another name',
    'The route that is edited has another name, and an existing route cannot be renamed.',
    'Write the old name, or make a new route with the new one.',
  ),
  'yaml.other-namespace': error(
    'Another namespace',
    'The route that is edited lives in another namespace, and an existing route cannot be moved.',
    'Write the old namespace, or make a new route in the new one.',
  ),
  'yaml.proto-key': error(
    'A key that is not taken',
    'No field of a route is called __proto__; the name has a meaning of its own in browsers.',
    'Remove the key.',
  ),
  'yaml.key-not-text': error(
    'A key that is not a text',
    'Keys of a route are texts.',
    'Write a name before the colon.',
  ),
  'yaml.tag': error(
    'A tag',
    'Tags (!name) tell a YAML reader of a type that a route cannot have.',
    'Remove the tag, or put the text in quotes if it begins with an exclamation mark.',
  ),
  'yaml.not-a-number': error(
    'A number that JSON does not have',
    'The API server takes JSON, which knows neither infinity nor “not a number”, and keeps whole numbers up to 9007199254740991 exactly.',
    'Write another number, or put it in quotes if it is a text.',
  ),
  'yaml.syntax': error(
    'Not readable as YAML',
    'The text breaks a rule of YAML at this place.',
    'Compare the place with the lines around it: indentation, colons, quotes and brackets.',
  ),
  'yaml.bidi': entry(
    'warning',
    'An invisible character that turns the direction of writing',
    'Such a character makes a text look different from what a machine reads.',
    'Remove the character unless it is meant.',
  ),
  'yaml.server-field': entry(
    'info',
    'A field that the server writes',
    'status, managedFields, uid and their like are written by the API server; what stands here is not taken.',
    'Remove it if you like; it does no harm.',
  ),
} as const satisfies Readonly<Record<string, YamlCodeEntry>>;

export type YamlCode = keyof typeof yamlCodes;
