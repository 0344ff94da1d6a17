import { objectKey } from '@/lib/gateway-api/listeners.ts';
import { readRequest } from '@/lib/gateway-api/matching/request-line.ts';
import { createTester, gatewaysOf, type Tester } from '@/lib/gateway-api/matching/tester.ts';
import type { ClusterSnapshot } from '@/lib/gateway-api/snapshot.ts';
import { snapshotOfWorld, type VisibleWorld } from '@/lib/gateway-api/visible-world.ts';
import { createSchemaJudge, type SchemaJudge } from '@/lib/validation/schema/schema-judge.ts';
import type {
  AnyAnswer,
  FromWorker,
  JudgedRequest,
  Question,
  RequestsAnswer,
  RequestsQuestion,
  SchemaAnswer,
  SchemaQuestion,
  ToWorker,
} from './judge-protocol.ts';

/**
 * Judges drafts and requests off the page's thread, with the cluster as the user may see it. The worker reads the cluster by itself, so that
 * ten thousand routes never pass through the page.
 */
type World = {
  readonly snapshot: ClusterSnapshot;
  readonly publicPorts: Readonly<Record<string, number>>;
  readonly schema: RouteSchemaJson | null;
  readonly judge: SchemaJudge | null;
};

const renewMs = 10_000;
let team: string | null = null;
let etag: string | null = null;
let world: World | null = null;
let tester: { readonly editing: string | null; readonly tester: Tester } | null = null;
let isRenewing = false;

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'open') {
    if (team === data.team) return;
    team = data.team;
    etag = null;
    world = null;
    void renew();
    return;
  }
  if (world !== null) post({ kind: 'answer', id: data.id, answer: answer(data.question, world) });
});
setInterval(() => void renew(), renewMs);

async function renew(): Promise<void> {
  if (team === null || isRenewing) return;
  const asked = team;
  isRenewing = true;
  try {
    const response = await fetch(`/api/world?team=${encodeURIComponent(asked)}`, {
      headers: etag === null ? {} : { 'if-none-match': etag },
    });
    if (response.status === 304) return;
    if (!response.ok) throw new Error(String(response.status));
    const read: JudgeWorldJson = await response.json();
    // The page went to another team meanwhile: this is not its cluster.
    if (team !== asked) return;
    etag = response.headers.get('etag');
    const isSameSchema =
      world !== null && world.schema?.metadata.resourceVersion === read.schema?.metadata.resourceVersion;
    world = {
      snapshot: snapshotOfWorld(read.world),
      publicPorts: read.publicPorts,
      // The same object while it is the same schema, so that whoever compares sees no change.
      schema: isSameSchema ? (world?.schema ?? null) : read.schema,
      judge: isSameSchema ? (world?.judge ?? null) : read.schema === null ? null : createSchemaJudge(read.schema),
    };
    tester = null;
    post({ kind: 'changed' });
  } catch {
    // The last known cluster stays; the page says that it is not renewed.
    post({ kind: 'unreachable' });
  } finally {
    isRenewing = false;
    if (team !== asked) void renew();
  }
}

/** The cluster's CRD of HTTPRoutes, see `RouteSchema`. */
type RouteSchemaJson = {
  readonly metadata: { readonly resourceVersion: string };
  readonly spec: { readonly versions: readonly [{ readonly schema: { readonly openAPIV3Schema: unknown } }] };
};

type JudgeWorldJson = {
  readonly world: VisibleWorld;
  readonly schema: RouteSchemaJson | null;
  readonly publicPorts: Readonly<Record<string, number>>;
};

function answer(question: Question, known: World): AnyAnswer {
  switch (question.kind) {
    case 'requests':
      return judgeRequests(question, known);
    case 'schema':
      return judgeBySchema(question, known);
    case 'describe':
      return { schema: known.schema?.spec.versions[0].schema.openAPIV3Schema ?? null };
  }
}

function judgeBySchema({ base, draft }: SchemaQuestion, { judge }: World): SchemaAnswer {
  return { issues: judge === null ? null : judge.judge(draft, base ?? undefined) };
}

function judgeRequests(question: RequestsQuestion, { snapshot, publicPorts }: World): RequestsAnswer {
  const { draft, editing } = question;
  if (tester === null || tester.editing !== editing) tester = { editing, tester: createTester(snapshot, editing) };
  const gateways = tester.tester.gateways();
  const [ofDraft] = draft === null ? [] : gatewaysOf(draft, snapshot);
  const gateway = question.gateway ?? ofDraft ?? gateways[0] ?? null;
  if (gateway === null) return { gateways, gateway, listeners: [], requests: [], examples: [] };
  const asked = tester.tester.withDraft(draft);
  const listeners = tester.tester.listeners(gateway);
  const requests = question.requests.map((typed): JudgedRequest => {
    const read = readRequest(typed, listeners, publicPorts);
    if (read.facts === null) return { ...read, answer: null };
    return { ...read, answer: asked.ask(gateway, read.facts) };
  });
  const known = gateways.some((one) => objectKey(one) === objectKey(gateway));
  return { gateways, gateway, listeners, requests, examples: known ? asked.examples(gateway) : [] };
}

function post(message: FromWorker): void {
  self.postMessage(message);
}
