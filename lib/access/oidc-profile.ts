import 'server-only';
import { z } from 'zod';

const claims = z.object({
  sub: z.string().min(1),
  email: z.string().max(320).default(''),
  email_verified: z
    .union([z.boolean(), z.literal('true').transform(() => true)])
    .catch(false)
    .default(false),
  name: z.string().max(200).optional(),
  preferred_username: z.string().max(200).optional(),
});

/** What the portal takes from an issuer's claims. E-mail addresses are compared in lower case. */
export function parseProfile(input: unknown): {
  readonly emailVerified: boolean;
  readonly user: { id: string; name: string; email: string };
} {
  const { sub, email, email_verified, name, preferred_username } = claims.parse(input);
  const address = email.toLowerCase();
  return {
    emailVerified: email_verified && address.includes('@'),
    user: { id: sub, name: name ?? preferred_username ?? address, email: address },
  };
}
