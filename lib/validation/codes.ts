import { type CodeEntry, error, info, warning } from './code-entry.ts';
import { adviceCodes } from './codes-advice.ts';
import { filterCodes } from './codes-filters.ts';
import { schemaCodes } from './codes-schema.ts';

/**
 * Every code that `validateRoute` and the schema judge can give. An `error` is what the API server refuses, or what the platform forbids; a
 * `warning` is what it takes although requests will not arrive as meant, and what somebody else may mend later.
 */
export const validationCodes = {
  'route.wrong-shape': error(
    'A list or an object is something else',
    'The document has a text or a number where the API wants a list or an object.',
    'Open the YAML and put a list there, or remove the field.',
  ),
  'route.name-missing': error('No name', 'A route needs a name of its own in its namespace.', 'Enter a name.'),
  'route.name-malformed': error(
    'The name is not valid',
    'Kubernetes takes lower-case letters, digits, hyphens and dots, with a letter or digit at both ends, and 253 characters at most.',
    'Use a name like checkout-v2.',
  ),
  'route.name-taken': error(
    'The name is taken',
    'Another route of this namespace has the name. Applying would change that route.',
    'Choose another name, or open the other route.',
  ),
  'route.namespace-missing': error(
    'No namespace',
    'A route lives in one namespace.',
    'Choose a namespace of your team.',
  ),
  'route.namespace-malformed': error(
    'The namespace is not valid',
    'A namespace has lower-case letters, digits and hyphens, and 63 characters at most.',
    'Choose a namespace of your team.',
  ),
  'route.namespace-not-yours': error(
    'The namespace is not your team’s',
    'The team that you work for does not own this namespace, so the cluster will refuse the route.',
    'Choose a namespace of your team.',
  ),
  'hostname.empty': error(
    'An empty hostname',
    'An entry of the list of hostnames is empty.',
    'Enter a hostname or remove the line.',
  ),
  'hostname.with-scheme': error(
    'A URL instead of a hostname',
    'The text begins with http:// or https://. A route names hostnames only.',
    'Enter only the name between // and the next slash.',
  ),
  'hostname.with-path': error(
    'A path in a hostname',
    'A hostname has no slash; paths belong to rules.',
    'Remove everything from the slash on and match the path in a rule.',
  ),
  'hostname.with-port': error(
    'A port in a hostname',
    'Ports belong to listeners; a request’s port is ignored when routes are compared.',
    'Remove the colon and the port.',
  ),
  'hostname.is-address': error(
    'An IP address instead of a hostname',
    'Gateway API does not route by IP address.',
    'Enter a name that DNS leads to the Gateway.',
  ),
  'hostname.upper-case': error(
    'Upper-case letters in a hostname',
    'Hostnames are written in lower case.',
    'Write it in lower case.',
  ),
  'hostname.trailing-dot': error(
    'A dot at the end of a hostname',
    'The final dot of DNS notation is not used here.',
    'Remove the final dot.',
  ),
  'hostname.underscore': error(
    'An underscore in a hostname',
    'Hostnames have letters, digits and hyphens only.',
    'Use a hyphen instead.',
  ),
  'hostname.label-too-long': error(
    'A part of the hostname is too long',
    'DNS allows 63 characters between two dots.',
    'Shorten that part.',
  ),
  'hostname.too-long': error(
    'The hostname is too long',
    'A hostname has 253 characters at most.',
    'Use a shorter name.',
  ),
  'hostname.wildcard': error(
    'The wildcard is in the wrong place',
    'A * may only stand alone before the first dot, as in *.example.com, and needs a name behind it.',
    'Write *.name, or name each hostname.',
  ),
  'hostname.malformed': error(
    'The hostname is not valid',
    'A hostname has parts of letters, digits and hyphens, joined by single dots, each with a letter or digit at both ends. International names are written in their xn-- form.',
    'Use a name like shop.example.com.',
  ),
  'hostname.duplicate': warning(
    'The hostname is listed twice',
    'The second entry changes nothing.',
    'Remove one of them.',
  ),
  'hostname.outside-zone': error(
    'The hostname is outside of your zones',
    'It is neither in a zone of the platform nor in a domain that your team has proven.',
    'Use a name in a zone of the platform, or add the domain first.',
  ),
  'hostname.taken': error(
    'Another team serves the hostname',
    'A route of another team names it. Two teams cannot share a hostname.',
    'Choose another hostname, or ask the platform team.',
  ),
  'hostname.served-elsewhere': warning(
    'Another of your routes serves the hostname',
    'Both routes get its requests: the more specific match wins, of equal ones the older route’s.',
    'Check that the rules of both routes do not overlap, or merge them.',
  ),
  'hostname.not-covered': warning(
    'No chosen listener covers the hostname',
    'Listeners serve certain names only. The Gateway will not answer for this one.',
    'Choose a listener that covers it, or change the hostname.',
  ),
  'hostname.too-many': error(
    'Too many hostnames',
    'A route takes 16 hostnames at most.',
    'Use a second route for the others.',
  ),
  'parent.none': error(
    'No Gateway',
    'A route that names no Gateway is reached by nobody.',
    'Choose a Gateway and a listener.',
  ),
  'parent.too-many': error('Too many parents', 'A route takes 32 parentRefs at most.', 'Remove some of them.'),
  'parent.duplicate': error(
    'The same parent twice',
    'References to one Gateway must each name a different listener (sectionName).',
    'Name a listener in each of them, or remove one.',
  ),
  'parent.unknown': warning(
    'The Gateway or listener does not exist',
    'No such Gateway, ListenerSet or listener is visible in the cluster.',
    'Choose a listener from the list.',
  ),
  'parent.refuses': warning(
    'The listener does not take this route',
    'The listener’s own rules shut the route out; the Gateway will reject it.',
    'Choose another listener, or ask the platform team to admit your namespace.',
  ),
  'rule.none': error('No rule', 'The list of rules is empty.', 'Add a rule.'),
  'rule.too-many': error(
    'Too many rules',
    'A route takes 16 rules at most.',
    'Move some of them to a second route with the same hostname.',
  ),
  'rule.name-malformed': error(
    'The rule’s name is not valid',
    'A rule’s name has lower-case letters, digits, hyphens and dots, with a letter or digit at both ends.',
    'Use a name like beta.',
  ),
  'rule.name-duplicate': error(
    'Two rules have one name',
    'Names of rules are unique within a route.',
    'Rename one of them.',
  ),
  'rule.redirect-with-backends': error(
    'A redirect and backends in one rule',
    'A rule either redirects or sends on; the API server refuses both together.',
    'Remove the backends or the redirect.',
  ),
  'rule.no-target': warning(
    'The rule goes nowhere',
    'It has neither a backend nor a redirect, so its requests are answered with an error.',
    'Add a backend or a redirect.',
  ),
  'rule.never-reached': warning(
    'The rule is never reached',
    'Other rules of the route take every request that this one would match.',
    'Remove the rule, move it up, or make its matches more specific.',
  ),
  'match.too-many': error('Too many matches in a rule', 'A rule takes 64 matches at most.', 'Split the rule.'),
  'match.total-too-many': error(
    'Too many matches in the route',
    'All rules of a route together take 128 matches at most; a rule without matches counts as one.',
    'Move rules to a second route.',
  ),
  'match.duplicate': warning(
    'The match is there already',
    'An earlier rule or line has the same match and gets its requests; this one never sees any.',
    'Remove it, or make it more specific.',
  ),
  'match.never-reached': warning(
    'The match is never reached',
    'An earlier rule takes every request that this match would take.',
    'Remove the match, move its rule up, or make it more specific.',
  ),
  'match.older-route': warning(
    'An older route has the same match',
    'Of two routes with the same match on one hostname the older one gets the requests.',
    'Make the match more specific, or change the other route.',
  ),
  'match.type-unknown': error(
    'The kind of match is not known',
    'The API does not know this kind of match.',
    'Choose one from the list.',
  ),
  'path.no-slash': error('The path does not begin with a slash', 'Paths begin with a slash.', 'Put / in front.'),
  'path.double-slash': error('Two slashes in the path', 'A path must not contain //.', 'Use a single slash.'),
  'path.dots': error(
    'A dot segment in the path',
    'A path must not contain /./ or /../, nor end in /. or /..: browsers and the Gateway resolve them before matching.',
    'Write the path that they lead to.',
  ),
  'path.encoded-slash': error(
    'An encoded slash in the path',
    'A path must not contain %2f.',
    'Use a plain slash or a regular expression.',
  ),
  'path.fragment': error('A # in the path', 'What follows # never leaves the browser.', 'Remove # and what follows.'),
  'path.query': error('A ? in the path', 'The query is no part of the path.', 'Match query parameters on their own.'),
  'path.characters': error(
    'A character that a path cannot have',
    "Paths have letters, digits and -._~!$&'()*+,;=:@%/ only; others are percent-encoded.",
    'Percent-encode the character, for example a space as %20.',
  ),
  'path.too-long': error(
    'The path is too long',
    'A path has 1024 characters at most.',
    'Shorten it or use a regular expression.',
  ),
  'regex.malformed': error(
    'The regular expression does not compile',
    'Gateways use RE2 syntax: no look-around and no back-references.',
    'Mend the expression at the place that the message names.',
  ),
  'regex.empty': warning(
    'An empty regular expression',
    'An empty expression matches nothing useful.',
    'Enter an expression, or choose another kind of match.',
  ),
  'regex.pathological': warning(
    'The regular expression is very large',
    'Gateways limit the size of a compiled expression and refuse a route whose expression is larger.',
    'Use smaller repetitions, or a shorter expression.',
  ),
  'method.unknown': error(
    'The method is not known',
    'Methods are GET, HEAD, POST, PUT, DELETE, CONNECT, OPTIONS, TRACE and PATCH, in upper case.',
    'Choose a method from the list, or none for all of them.',
  ),
  'header.name-missing': error(
    'No header name',
    'A header match needs the header’s name.',
    'Enter a name like x-beta.',
  ),
  'header.name-malformed': error(
    'The header name is not valid',
    "A header’s name has letters, digits and !#$%&'*+-.^_`|~ only: no space and no colon.",
    'Use a name like x-beta.',
  ),
  'header.name-too-long': error(
    'The header name is too long',
    'A header’s name has 256 characters at most.',
    'Use a shorter name.',
  ),
  'header.value-missing': error(
    'No header value',
    'A header match needs a value.',
    'Enter a value, or the regular expression .+ for any.',
  ),
  'header.value-malformed': error(
    'The header value cannot occur',
    'A header’s value has no line break and no other control character.',
    'Remove those characters.',
  ),
  'header.value-too-long': error(
    'The header value is too long',
    'A header’s value has 4096 characters at most.',
    'Shorten it.',
  ),
  'header.duplicate': error('The header is matched twice', 'One match names a header once.', 'Remove one of them.'),
  'header.ignored': warning(
    'The second match of this header is ignored',
    'Header names do not know case; of several entries for one header only the first counts.',
    'Remove one of them.',
  ),
  'header.from-outside': info(
    'Anybody can send this header',
    'A match on a header that tells who is asking is no protection: clients send what they like, unless something in front of the route removes it.',
    'Make sure that the Gateway or a proxy in front of it overwrites the header.',
  ),
  'header.too-many': error('Too many headers', 'A match takes 16 headers at most.', 'Remove some of them.'),
  'query.name-missing': error('No parameter name', 'A query match needs the parameter’s name.', 'Enter a name.'),
  'query.name-malformed': error(
    'The parameter name is not valid',
    "A query parameter’s name has letters, digits and !#$%&'*+-.^_`|~ only.",
    'Use a name like version.',
  ),
  'query.name-too-long': error(
    'The parameter name is too long',
    'A query parameter’s name has 256 characters at most.',
    'Use a shorter name.',
  ),
  'query.value-missing': error(
    'No parameter value',
    'A query match needs a value.',
    'Enter a value, or the regular expression .+ for any.',
  ),
  'query.value-too-long': error(
    'The parameter value is too long',
    'A query parameter’s value has 1024 characters at most.',
    'Shorten it.',
  ),
  'query.duplicate': error(
    'The parameter is matched twice',
    'One match names a query parameter once.',
    'Remove one of them.',
  ),
  'query.too-many': error(
    'Too many query parameters',
    'A match takes 16 query parameters at most.',
    'Remove some of them.',
  ),
  'weight.not-a-number': error(
    'The weight is not a number',
    'A weight is a whole number from 0 to 1,000,000.',
    'Enter a whole number.',
  ),
  'weight.fraction': error(
    'The weight is not whole',
    'A weight is a whole number from 0 to 1,000,000.',
    'Multiply all weights by ten.',
  ),
  'weight.negative': error(
    'The weight is negative',
    'A weight is a whole number from 0 to 1,000,000.',
    'Use 0 to send nothing there.',
  ),
  'weight.too-large': error(
    'The weight is too large',
    'A weight is a whole number from 0 to 1,000,000.',
    'Use smaller weights: only their proportion counts.',
  ),
  'weight.all-zero': warning(
    'All weights are 0',
    'The rule takes requests and sends them nowhere; they are answered with an error.',
    'Give at least one backend a weight.',
  ),
  'weight.tiny': warning(
    'A backend gets less than 1 % of the requests',
    'The weights differ so much that the backend is hardly asked.',
    'Choose weights whose sum is 100, or 0 for a backend that should get nothing.',
  ),
  'backend.too-many': error('Too many backends', 'A rule takes 16 backends at most.', 'Split the rule.'),
  'backend.name-missing': error('No Service', 'A backend needs a Service’s name.', 'Choose a Service.'),
  'backend.port-missing': error('No port', 'A backend needs the port of its Service.', 'Choose a port.'),
  'backend.port-range': error(
    'The port is out of range',
    'Ports are whole numbers from 1 to 65535.',
    'Choose a port of the Service.',
  ),
  'backend.no-service': warning(
    'The Service does not exist',
    'Requests for this backend are answered with 500 until the Service exists.',
    'Choose another Service, or create this one.',
  ),
  'backend.no-port': warning(
    'The Service does not have this port',
    'Requests for this backend are answered with 500.',
    'Choose a port that the Service has.',
  ),
  'backend.no-endpoints': warning(
    'The Service has no ready endpoint',
    'Requests for this backend are answered with 503 until a pod behind it is ready.',
    'Check the Service’s pods.',
  ),
  'backend.not-granted': warning(
    'No ReferenceGrant allows this backend',
    'A Service of another namespace is reached only where a ReferenceGrant in that namespace allows it.',
    'Ask the owner of that namespace for a ReferenceGrant, or use a Service of your own.',
  ),
  ...filterCodes,
  ...adviceCodes,
  'dns.ttl-malformed': warning(
    'The TTL is not valid',
    'ExternalDNS takes whole seconds from 1 on, or a duration like 5m; it ignores anything else.',
    'Enter a number of seconds like 300.',
  ),
  'dns.hostname-malformed': warning(
    'A name for DNS is not valid',
    'The annotation lists names that ExternalDNS publishes, separated by commas.',
    'Correct the name.',
  ),
  'dns.source-unknown': warning(
    'The source of names is not known',
    'gateway-hostname-source takes annotation-only or defined-hosts-only; with anything else ExternalDNS uses both.',
    'Choose one from the list, or remove it.',
  ),
  'dns.annotation-unread': warning(
    'ExternalDNS does not read this annotation',
    'The running version reads annotations under another prefix.',
    'Use the prefix that the running version reads.',
  ),
  'metadata.label-malformed': error(
    'A label is not valid',
    'Keys and values of labels have letters, digits, -, _ and ., with a letter or digit at both ends, and 63 characters at most; a key may have a DNS name and / in front.',
    'Correct the label, or put the text into an annotation.',
  ),
  'metadata.annotation-malformed': error(
    'An annotation is not valid',
    'Keys of annotations are written like those of labels; their values are texts.',
    'Correct the key, or put the value in quotes.',
  ),
  'metadata.annotations-too-large': error(
    'The annotations are too large',
    'All annotations together have 256 KiB at most.',
    'Shorten them, or remove some of them.',
  ),
  ...schemaCodes,
} as const satisfies Readonly<Record<string, CodeEntry>>;

/** A code that `validateRoute` can give. */
export type ValidationCode = keyof typeof validationCodes;
