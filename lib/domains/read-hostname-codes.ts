import { type CodeEntry, error, info, warning } from '../validation/code-entry.ts';

/** What can be said of a name that somebody wants to claim. Errors refuse it, the others are advice. Codes never change their meaning. */
export const hostnameCodes = {
  'domain.empty': error('No name', 'There is no name in the text.', 'Enter a hostname such as shop.example.com.'),
  'domain.spaces': error(
    'A space in the name',
    'Hostnames have no spaces.',
    'Remove the space, or put each name on a line of its own.',
  ),
  'domain.address': error(
    'An IP address instead of a name',
    'Claims, certificates and routes are for names. Addresses in any notation are recognised, also as one number.',
    'Enter the name that leads to the address.',
  ),
  'domain.localhost': error(
    'The machine’s own name',
    'On every machine localhost means that machine itself.',
    'Enter a name that others can reach.',
  ),
  'domain.single-label': error(
    'Only one part',
    'A hostname that the world can reach has at least two parts, joined by a dot.',
    'Enter the whole name, such as shop.example.com.',
  ),
  'domain.too-long': error('The name is too long', 'A name in DNS has 253 characters at most.', 'Use a shorter name.'),
  'domain.label-too-long': error(
    'A part of the name is too long',
    'Between two dots there are 63 characters at most, in the form that DNS has them.',
    'Use a shorter part.',
  ),
  'domain.underscore': error(
    'An underscore in the name',
    'Records may have underscores, hostnames and certificates may not.',
    'Enter the name without the part that has the underscore.',
  ),
  'domain.malformed': error(
    'Not a hostname',
    'A hostname has parts of letters, digits and hyphens, joined by single dots, each with a letter or digit at both ends.',
    'Correct the name.',
  ),
  'domain.mixed-scripts': error(
    'Scripts that do not belong together',
    'Letters of several scripts in one part look like other names. Latin may stand with Chinese, Japanese and Korean scripts, and with any one script but Cyrillic and Greek.',
    'Write the part in one script. If the name is meant like this, ask the platform team.',
  ),
  'domain.wildcard': error(
    'A * in the wrong place',
    'The * stands for the first part as a whole, and only there.',
    'Enter *.name to claim everything below a name.',
  ),
  'domain.public-suffix': error(
    'A public suffix',
    'Below a public suffix anybody can register names, so nobody can claim the suffix itself.',
    'Enter a name below it.',
  ),
  'domain.platform-zone': error(
    'The platform’s own zone',
    'The zone’s own name and everything below it at once belong to the platform. Single names below it can be claimed.',
    'Enter a name below the zone.',
  ),
  'domain.platform-name': error(
    'A name of the platform’s own',
    'Reserved names, the names of Gateways and the zone that validation is delegated to cannot be claimed.',
    'Choose another name.',
  ),
  'domain.scheme-and-path': info(
    'An address of a page',
    'The text has more than a hostname: a scheme, a path or the like. The hostname in it was read.',
    'Claims are for whole hostnames; paths are matched in routes.',
  ),
  'domain.port': info(
    'A port with the name',
    'The Gateway decides on which ports it listens. The name was read without the port.',
    'Nothing to do.',
  ),
  'domain.trailing-dot': info('A dot at the end', 'The name was read without the final dot.', 'Nothing to do.'),
  'domain.upper-case': info('Upper-case letters', 'DNS does not tell upper case from lower case.', 'Nothing to do.'),
  'domain.international': info(
    'Letters beyond a to z',
    'DNS has such names in another form, which begins with xn-- and which records and certificates show.',
    'Enter the xn-- form where a provider does not take the letters.',
  ),
  'domain.emoji': warning(
    'An emoji in the name',
    'DNS has it as a name that begins with xn--. Most registries do not register such names, and many programs do not show them.',
    'Use letters if people shall type the name.',
  ),
} as const satisfies Readonly<Record<string, CodeEntry>>;

export type HostnameCode = keyof typeof hostnameCodes;
