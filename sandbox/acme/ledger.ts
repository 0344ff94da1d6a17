import { z } from 'zod';
import { pebblePaths } from './pebble-paths.ts';
import type { Problem } from './problem.ts';

const challengeShape = z.looseObject({ type: z.string(), url: z.string(), status: z.string() });
const authorizationShape = z.looseObject({
  identifier: z.object({ type: z.string(), value: z.string() }),
  wildcard: z.boolean().optional(),
  status: z.string(),
  challenges: z.array(challengeShape),
});
const orderShape = z.looseObject({ status: z.string(), authorizations: z.array(z.string()) });

type ChallengeDocument = z.infer<typeof challengeShape>;

/** A challenge as Pebble made it, and the name that it is for. */
export interface KnownChallenge {
  readonly document: ChallengeDocument;
  readonly authorizationPath: string;
  readonly name: string;
  readonly isWildcard: boolean;
}

/** Remembers Pebble's challenges and which of them were refused here, where Pebble knows nothing of it. */
export interface Ledger {
  /** Takes note of what Pebble answered, and gives what the client is to be told instead. */
  retell(path: string, body: string): string;
  challengeAt(path: string): KnownChallenge | null;
  /** From now on the challenge, its authorization and its orders are told as invalid. */
  refuse(path: string, problem: Problem): void;
}

/** Opens an empty ledger: Pebble forgets as well when it ends. */
export function openLedger(): Ledger {
  const challenges = new Map<string, KnownChallenge>();
  const refused = new Map<string, Problem>();
  const retellChallenge = (document: ChallengeDocument) => {
    const problem = refused.get(pathOf(document.url));
    return problem ? { ...document, status: 'invalid', error: problem } : document;
  };
  const retellAuthorization = (path: string, content: unknown) => {
    const { data } = authorizationShape.safeParse(content);
    if (!data) return content;
    for (const document of data.challenges) {
      const { value: name } = data.identifier;
      const known = { document, authorizationPath: path, name, isWildcard: data.wildcard === true };
      challenges.set(pathOf(document.url), known);
    }
    return refused.has(path) ? { ...data, status: 'invalid', challenges: data.challenges.map(retellChallenge) } : data;
  };
  const retellOrder = (content: unknown) => {
    const { data } = orderShape.safeParse(content);
    const problem = data?.authorizations.map((url) => refused.get(pathOf(url))).find((one) => one !== undefined);
    return data && problem ? { ...data, status: 'invalid', error: problem } : content;
  };
  return {
    challengeAt: (path) => challenges.get(path) ?? null,
    refuse(path, problem) {
      refused.set(path, problem);
      const authorization = challenges.get(path)?.authorizationPath;
      if (authorization) refused.set(authorization, problem);
    },
    retell(path, body) {
      const content = parse(body);
      if (content === null) return body;
      if (path.startsWith(pebblePaths.authorization)) return JSON.stringify(retellAuthorization(path, content));
      if (path.startsWith(pebblePaths.order)) return JSON.stringify(retellOrder(content));
      const { data } = path.startsWith(pebblePaths.challenge) ? challengeShape.safeParse(content) : { data: null };
      return data ? JSON.stringify(retellChallenge(data)) : body;
    },
  };
}

function pathOf(url: string): string {
  return new URL(url).pathname;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
