import { z } from 'zod';

const bodyShape = z.object({ protected: z.string(), payload: z.string() });
const headerShape = z.looseObject({ kid: z.string().optional() });
const payloadShape = z.record(z.string(), z.unknown());

/** What a signed request says. Pebble checks the signature; nothing is believed here that it would not believe. */
export interface SignedRequest {
  /** The account, or an empty text where the request brings a key of its own. */
  readonly accountUri: string;
  /** What is asked for; null where something is only to be read (POST-as-GET). */
  readonly payload: Readonly<Record<string, unknown>> | null;
}

/** Reads the body of a request; null when it is not signed in the way of ACME. */
export function readSignedRequest(body: string): SignedRequest | null {
  try {
    const parts = bodyShape.parse(JSON.parse(body));
    const { kid = '' } = headerShape.parse(JSON.parse(decode(parts.protected)));
    const payload = parts.payload === '' ? null : payloadShape.parse(JSON.parse(decode(parts.payload)));
    return { accountUri: kid, payload };
  } catch {
    return null;
  }
}

function decode(text: string): string {
  return Buffer.from(text, 'base64url').toString('utf8');
}
