const ipv4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.|$)){4}$/;
const dateTime = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:[Zz]|[+-]\d\d:\d\d)$/;

/**
 * Whether a text is of an OpenAPI format; a format that is not known here takes everything, as in Kubernetes.
 *
 * @see Kubernetes, CustomResourceDefinitions, "Supported formats"
 */
export function isOfFormat(format: string, value: string): boolean {
  switch (format) {
    case 'ipv4':
      return isIpv4(value);
    case 'ipv6':
      return isIpv6(value);
    case 'date-time':
      return value.length <= 40 && dateTime.test(value) && !Number.isNaN(Date.parse(value.replace(' ', 'T')));
    case 'date':
      return /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
    case 'byte':
      return value.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(value);
    case 'uuid':
      return /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i.test(value);
    default:
      return true;
  }
}

/** Whether a whole number fits an integer format. */
export function fitsInteger(format: string, value: number): boolean {
  return format !== 'int32' || (value >= -2_147_483_648 && value <= 2_147_483_647);
}

function isIpv4(value: string): boolean {
  return value.length <= 15 && !value.endsWith('.') && ipv4.test(value);
}

/** @see RFC 4291, 2.2 */
function isIpv6(value: string): boolean {
  if (value.length > 45 || !value.includes(':')) return false;
  const [head = '', tail, ...more] = value.split('::');
  if (more.length > 0) return false;
  const groups = [...groupsOf(head), ...groupsOf(tail ?? '')];
  const last = groups.at(-1) ?? '';
  const hasIpv4 = last.includes('.');
  if (hasIpv4 && !isIpv4(last)) return false;
  const hexadecimal = hasIpv4 ? groups.slice(0, -1) : groups;
  if (!hexadecimal.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  const count = hexadecimal.length + (hasIpv4 ? 2 : 0);
  return tail === undefined ? count === 8 : count < 8;
}

function groupsOf(part: string): readonly string[] {
  return part === '' ? [] : part.split(':');
}
