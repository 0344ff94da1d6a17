/** What services believe a request header about: who is asking, or where the request came from. */
export type HeaderRole = 'identity' | 'forwarded';

const identity = [
  'authorization',
  'proxy-authorization',
  'cookie',
  'remote-user',
  'remote-groups',
  'impersonate-user',
  'impersonate-group',
  'x-client-cert',
  'x-email',
  'x-forwarded-access-token',
  'x-forwarded-client-cert',
  'x-forwarded-email',
  'x-forwarded-groups',
  'x-forwarded-preferred-username',
  'x-forwarded-user',
  'x-groups',
  'x-ms-client-principal',
  'x-remote-group',
  'x-remote-user',
  'x-ssl-client-cert',
  'x-user',
  'x-username',
];
const identityPrefixes = [
  'x-auth-',
  'x-authenticated-',
  'x-user-',
  'x-amzn-oidc-',
  'x-goog-authenticated-user-',
  'x-ms-client-principal-',
];
const forwarded = [
  'forwarded',
  'via',
  'x-real-ip',
  'true-client-ip',
  'cf-connecting-ip',
  'x-envoy-external-address',
  'x-client-ip',
];

/** Null for a header that nobody trusts in particular. */
export function headerRole(name: string): HeaderRole | null {
  const known = name.toLowerCase();
  if (identity.includes(known) || identityPrefixes.some((prefix) => known.startsWith(prefix))) return 'identity';
  return forwarded.includes(known) || known.startsWith('x-forwarded-') ? 'forwarded' : null;
}
