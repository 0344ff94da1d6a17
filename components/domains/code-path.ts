import type { DomainCode } from '@/lib/domains/codes.ts';

/** The id of a code on the page that documents it. */
export function codeAnchor(code: DomainCode): string {
  return code.toLowerCase();
}

/** The address at which a code of a finding about a domain is documented. */
export function codePath(code: DomainCode): string {
  return `/codes/domains#${codeAnchor(code)}`;
}
