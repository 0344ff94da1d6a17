'use server';
import { z } from 'zod';
import { action } from '@/lib/access/door.ts';
import { refusal } from '@/lib/access/refusals.ts';
import { cluster } from '@/lib/cluster/cluster.ts';
import { routeDocument } from '@/lib/cluster/route-document.ts';
import { servesHostname, testRequests } from '@/lib/cluster/test-requests.ts';
import { findRouteTests, saveRouteTests } from '@/lib/db/route-tests.ts';
import { objects, text } from '@/lib/gateway-api/hostile.ts';
import { hostnameOf } from '@/lib/gateway-api/matching/request.ts';
import { savedTests } from '@/lib/gateway-api/matching/saved-test.ts';
import { accept, type Issue, refuse } from '@/lib/outcome.ts';
import { guardName } from '@/lib/probe/guard.ts';
import { sendRequest } from '@/lib/probe/send-request.ts';
import { takeTurn } from '@/lib/probe/send-turns.ts';

const objectName = z.object({ namespace: z.string().min(1).max(63), name: z.string().min(1).max(253) });
const token = z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}$/);
const request = z.object({
  scheme: z.enum(['http', 'https']),
  host: z.string().max(300),
  port: z.number().int().min(1).max(65_535),
  method: token,
  path: z
    .string()
    .regex(/^\/[!-~\u00a1-\uffff]*$/)
    .max(8_000),
  headers: z
    .array(z.tuple([token, z.string().max(8_000)]).readonly())
    .max(100)
    .readonly(),
  sni: z.string().max(300).optional(),
});
const question = z.object({
  team: z.string().max(40),
  editing: z.string().max(320).nullable(),
  draft: routeDocument.nullable(),
  gateway: objectName,
  requests: z.array(request).max(100).readonly(),
});

/** Which rule takes each request, judged against the routes of all teams. */
export const testRequestsAction = action(
  { input: question, permission: 'route:read', scope: ({ team }) => ({ team }) },
  async ({ actor, input, team }) => accept(await testRequests(actor, team, input)),
);

/** Sends a request through a Gateway, for a hostname that a route of the team serves. */
export const sendRequestAction = action(
  {
    input: z.object({ team: z.string().max(40), gateway: objectName, request }),
    permission: 'route:check',
    scope: ({ team }) => ({ team }),
  },
  async ({ actor, input, now, team }) => {
    const { gateway, request: facts } = input;
    if (!(await servesHostname(actor, team, hostnameOf(facts.host)))) return refuse(notServed(facts.host));
    const found = cluster().store.snapshot.gateways.get(`${gateway.namespace}/${gateway.name}`);
    if (!found || !objects(found.spec?.listeners).some((listener) => listener.port === facts.port)) {
      return refuse(refusal('access.not-found'));
    }
    if (!takeTurn(actor.userId, now)) return refuse(tooOften);
    const [address] = objects(found.status?.addresses).flatMap((one) => text(one.value) ?? []);
    const guarded = await guardName(address ?? '');
    if (guarded.state === 'refused') return refuse(refused(guarded.reason));
    return sendRequest(facts, guarded.address);
  },
);

const ofRoute = ({ namespace }: { namespace: string }) => ({ namespace });

/** The requests kept with a route. */
export const loadTestsAction = action(
  { input: objectName, permission: 'route:read', scope: ofRoute },
  async ({ input, team }) => accept(await findRouteTests({ teamId: team.id, ...input })),
);

/** Keeps requests with a route. */
export const saveTestsAction = action(
  {
    input: objectName.extend({ tests: savedTests }),
    permission: 'route:write',
    scope: ofRoute,
    audit: { action: 'route.tests', target: ({ namespace, name }) => ({ namespace, name }) },
  },
  async ({ actor, input, team }, note) => {
    const { tests, ...route } = input;
    note.summary = `Saved ${tests.length} ${tests.length === 1 ? 'request' : 'requests'} with ${route.name}`;
    await saveRouteTests({ teamId: team.id, ...route }, tests, actor.userId);
    return accept(tests);
  },
);

function notServed(host: string): Issue {
  return {
    code: 'tester.not-served',
    severity: 'error',
    path: ['request', 'host'],
    message: `No route of the team in the cluster serves ${host || 'the bare address'}.`,
    fix: 'Send requests for hostnames of routes that are applied.',
  };
}

const tooOften: Issue = {
  code: 'tester.too-often',
  severity: 'error',
  path: [],
  message: 'That were many requests in a short time.',
  fix: 'Wait some seconds.',
};

function refused(reason: string): Issue {
  return { code: 'tester.address', severity: 'error', path: [], message: `The Gateway cannot be asked: ${reason}.` };
}
