import 'server-only';
import { z } from 'zod';
import { log } from '../log.ts';
import { fetchJson } from '../probe/fetch-json.ts';

const directory = z.looseObject({
  meta: z
    .looseObject({ caaIdentities: z.array(z.string().max(253)).max(50).default([]) })
    .default({ caaIdentities: [] }),
});

const freshMs = 6 * 3_600_000;
const retryMs = 60_000;

/**
 * How certificate authorities name themselves in CAA records, by the address of their ACME directory. Asked for seldom and in the
 * background: until an answer is there nothing is known.
 *
 * @see RFC 8555, section 7.1.1
 */
export function followDirectories(onChange: () => void) {
  const known = new Map<string, { identities: readonly string[]; readAt: number; isAsking: boolean }>();

  async function read(address: string, entry: { identities: readonly string[]; readAt: number; isAsking: boolean }) {
    entry.isAsking = true;
    try {
      const { meta } = directory.parse(await fetchJson(address));
      const identities = meta.caaIdentities.map((name) => name.toLowerCase());
      const isNew = identities.join() !== entry.identities.join();
      Object.assign(entry, { identities, readAt: Date.now() });
      if (isNew) onChange();
    } catch (error) {
      entry.readAt = Date.now() - freshMs + retryMs;
      log.warn({ err: error, address }, 'the ACME directory cannot be read');
    } finally {
      entry.isAsking = false;
    }
  }

  return {
    identitiesAt: (address: string): readonly string[] => {
      const entry = known.get(address) ?? { identities: [], readAt: 0, isAsking: false };
      known.set(address, entry);
      if (!entry.isAsking && Date.now() - entry.readAt > freshMs) void read(address, entry);
      return entry.identities;
    },
  };
}
