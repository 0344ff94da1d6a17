/** One CAA record. */
export interface CaaRecord {
  readonly tag: string;
  readonly value: string;
  readonly isCritical: boolean;
}

/** Who wants to issue, for what, and how the name was validated. */
export interface Issuance {
  /** How the authority names itself in CAA records. */
  readonly identities: readonly string[];
  readonly isWildcard: boolean;
  /** `http-01` or `dns-01`. */
  readonly method: string;
  readonly accountUri: string;
}

const knownTags: readonly string[] = [
  'issue',
  'issuewild',
  'iodef',
  'issuemail',
  'issuevmc',
  'contactemail',
  'contactphone',
];

/**
 * Whether a CAA set lets the authority issue.
 *
 * @see RFC 8659, sections 4.2 and 4.3; RFC 8657
 */
export function permits(records: readonly CaaRecord[], issuance: Issuance): boolean {
  const set = records.map((record) => ({ ...record, tag: record.tag.toLowerCase() }));
  if (set.some(({ tag, isCritical }) => isCritical && !knownTags.includes(tag))) return false;
  const decides = issuance.isWildcard && set.some(({ tag }) => tag === 'issuewild') ? 'issuewild' : 'issue';
  const values = set.filter(({ tag }) => tag === decides).map(({ value }) => value);
  return values.length === 0 || values.some((value) => names(value, issuance));
}

function names(value: string, { identities, method, accountUri }: Issuance): boolean {
  const [issuer = '', ...parameters] = value.split(';').map((part) => part.trim());
  if (!identities.includes(issuer.toLowerCase())) return false;
  return parameters.every((parameter) => {
    const [name = '', ...rest] = parameter.split('=');
    const wanted = rest.join('=').trim();
    switch (name.trim().toLowerCase()) {
      case 'accounturi':
        return wanted === accountUri;
      case 'validationmethods':
        return wanted.split(',').some((one) => one.trim() === method);
      default:
        return true; // Parameters that an authority does not know say nothing to it.
    }
  });
}
