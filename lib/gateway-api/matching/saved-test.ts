import { z } from 'zod';

const expectation = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rule'), name: z.string().min(1).max(253) }),
  z.object({ kind: z.literal('backends'), names: z.array(z.string().max(320)).max(16).readonly() }),
  z.object({ kind: z.literal('redirect'), location: z.string().max(10_000) }),
  z.object({ kind: z.literal('status'), status: z.number().int().min(0).max(599) }),
]);

/** What somebody wants of a saved request: one rule, one of some backends and no other, a redirect, or a status. */
export type Expectation = z.infer<typeof expectation>;

/** The fields of a request as typed. */
export const typedRequest = z.object({
  method: z.string().max(64),
  url: z.string().max(8_000),
  headers: z.string().max(50_000),
});

/** A request kept with a route, and what is expected of it. */
export const savedTest = z.object({
  id: z.string().min(1).max(64),
  name: z.string().trim().max(120),
  request: typedRequest,
  expectation,
});

export type SavedTest = z.infer<typeof savedTest>;

/** All that a route may keep. */
export const savedTests = z.array(savedTest).max(100).readonly();
