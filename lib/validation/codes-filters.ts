import { type CodeEntry, error, info, warning } from './code-entry.ts';

const headerSyntax = "A header’s name has letters, digits and !#$%&'*+-.^_`|~ only: no space and no colon.";

/** Codes of filters, timeouts and retries. */
export const filterCodes = {
  'filter.too-many': error('Too many filters', 'A rule or a backend takes 16 filters at most.', 'Remove some of them.'),
  'filter.type-unknown': error(
    'The kind of filter is not known',
    'The API does not know this kind of filter.',
    'Choose one from the list.',
  ),
  'filter.settings-missing': error(
    'The filter has no settings',
    'A filter needs the settings of its kind.',
    'Fill them in, or remove the filter.',
  ),
  'filter.settings-foreign': error(
    'The filter has settings of another kind',
    'A filter takes the settings of its own kind only.',
    'Remove the other settings, or change the kind.',
  ),
  'filter.repeated': error(
    'The same kind of filter twice',
    'A list of filters takes one of each kind; only mirrors and extensions may come again.',
    'Put both into one filter, or remove one of them.',
  ),
  'header-filter.name-missing': error(
    'No header name',
    'A header to set or add needs a name.',
    'Enter a name like x-beta, or remove the line.',
  ),
  'header-filter.name-malformed': error('The header name is not valid', headerSyntax, 'Use a name like x-beta.'),
  'header-filter.value-missing': error(
    'No header value',
    'A header to set or add needs a value.',
    'Enter a value, or list the header under “remove”.',
  ),
  'header-filter.value-malformed': error(
    'The header value cannot be sent',
    'A header’s value has at most 4096 characters, no line break and no other control character.',
    'Remove those characters, or shorten the value.',
  ),
  'header-filter.duplicate': error(
    'The header is there twice',
    'A list of header changes names each header once.',
    'Remove one of them.',
  ),
  'header-filter.conflict': warning(
    'One header is changed in several ways',
    'A filter has one action for each header; which of them is done differs between Gateways.',
    'Keep one of set, add and remove.',
  ),
  'header-filter.undone': warning(
    'A filter of the backend undoes one of the rule',
    'The filters of a backend act after those of the rule, on the same request or answer.',
    'Remove one of the two changes.',
  ),
  'header-filter.identity': warning(
    'A header that tells who is asking',
    'Services trust such a header to name the user or the client. A fixed value makes everybody one and the same; one that is added leaves what the client sent beside it.',
    'Let the service that signs people in write the header, or make sure that nothing behind trusts it.',
  ),
  'header-filter.forwarded': info(
    'A header that the Gateway writes itself',
    'The Gateway tells services with it where a request came from; a value of your own replaces or extends that.',
    'Leave the header to the Gateway unless a service needs another value.',
  ),
  'redirect.to-itself': warning(
    'The redirect leads back to itself',
    'The new address is the one that was asked for, so browsers turn in a circle and give up.',
    'Change scheme, hostname, port or path, or choose only the listener whose requests should be redirected.',
  ),
  'redirect.with-rewrite': error(
    'A redirect and a rewrite in one list',
    'A redirect answers by itself, so there is nothing left to rewrite; the API server refuses both together.',
    'Keep one of them.',
  ),
  'redirect.value-malformed': error(
    'The redirect is not valid',
    'A redirect takes http or https, a hostname without wildcard, a port from 1 to 65535 and one of the codes 301, 302, 303, 307 and 308.',
    'Correct the value.',
  ),
  'rewrite.path-mismatch': error(
    'The kind of path change and its value differ',
    'ReplaceFullPath goes with replaceFullPath, ReplacePrefixMatch with replacePrefixMatch.',
    'Enter the value that belongs to the kind.',
  ),
  'rewrite.hostname-malformed': error(
    'The new hostname is not valid',
    'The hostname that a rewrite sets is a full name in lower case, without wildcard and port.',
    'Enter a name like shop.example.com.',
  ),
  'rewrite.needs-one-prefix': error(
    'Replacing the prefix needs exactly one prefix match',
    'The matched prefix is known only in a rule with a single match, whose path is a prefix; the API server refuses any other.',
    'Keep one match with a path prefix, or replace the full path.',
  ),
  'rewrite.no-effect': warning(
    'The rewrite changes nothing',
    'What it writes is what every request of the rule has already.',
    'Change the rewrite, or remove it.',
  ),
  'mirror.share-twice': error(
    'A mirror with percent and fraction',
    'The share of copied requests is given in one way.',
    'Keep one of them.',
  ),
  'mirror.share-malformed': error(
    'The share of the mirror is not valid',
    'A percentage is a whole number from 0 to 100; a fraction is not greater than 1.',
    'Enter a number in that range.',
  ),
  'cors.star-with-others': error(
    '* beside other entries',
    'In origins, methods and request headers * means all of them and stands alone.',
    'Keep either * or the other entries.',
  ),
  'cors.origin-malformed': error(
    'The origin is not valid',
    'An origin has http:// or https://, a name and perhaps a port, but no path; * may stand for the first part of the name or for everything.',
    'Write it like https://shop.example.com.',
  ),
  'cors.credentials-for-all': warning(
    'Any site may use the visitor’s session',
    'With credentials allowed for every origin, each website can send requests as the signed-in visitor and read the answers.',
    'Name the origins that may, or do not allow credentials.',
  ),
  'timeout.malformed': error(
    'The duration is not valid',
    'A duration has up to four whole numbers with h, m, s or ms, such as 1m30s; days and decimals are not known.',
    'Write it like 10s.',
  ),
  'timeout.backend-longer': error(
    'One try may take longer than the whole request',
    'The timeout for one try at a backend lies within the timeout for the request, unless that is 0s (none).',
    'Shorten backendRequest, or lengthen request.',
  ),
  'retry.code-malformed': error(
    'The status code cannot be retried',
    'Retries are for answers from 400 to 599.',
    'Enter codes like 503.',
  ),
  'retry.attempts-malformed': error(
    'The number of attempts is not valid',
    'The number of attempts is a whole number.',
    'Enter a whole number like 2.',
  ),
} as const satisfies Readonly<Record<string, CodeEntry>>;
