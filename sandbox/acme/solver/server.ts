import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { openCluster } from '../../cluster/cluster.ts';
import { readPorts } from '../../settings/ports.ts';
import { createChallengeServer } from './answer-challenge.ts';
import { type ChallengeAnswer, serveSolverPods } from './solver-pods.ts';
import { createWayToPort80 } from './way-to-port-80.ts';

const environmentShape = z.object({
  SOLVER_AUTHORITY: z.string(),
  SOLVER_CERTIFICATE: z.string(),
  SOLVER_KEY: z.string(),
});

const pauseMs = 500;
const environment = environmentShape.parse(process.env);
const ports = readPorts(process.env);
const certificateFile = environment.SOLVER_CERTIFICATE;
const keyFile = environment.SOLVER_KEY;
const identity = {
  certificateFile,
  keyFile,
  certificate: readFileSync(certificateFile, 'utf8'),
  key: readFileSync(keyFile, 'utf8'),
};
const cluster = openCluster(
  `https://127.0.0.1:${ports.apiServer}`,
  identity,
  readFileSync(environment.SOLVER_AUTHORITY, 'utf8'),
);
let answers: readonly ChallengeAnswer[] = [];

// Envoy resolves NAME.localhost to either family of addresses; a machine without IPv6 is no fault.
for (const address of ['127.0.0.1', '::1']) {
  const server = createChallengeServer(() => answers);
  server.on('error', (error) => {
    console.error(`${address}: ${error.message}`);
    if (address === '127.0.0.1') process.exit(1);
  });
  server.listen(ports.challengeSolver, address);
}
createWayToPort80({ resolverPort: ports.unbound, httpPort: ports.gatewayHttp }).listen(ports.selfCheck, '127.0.0.1');
process.once('SIGTERM', () => process.exit(0));
await follow();

/** Looks at the solvers again and again; a cluster that does not answer is asked again. */
async function follow(): Promise<never> {
  let last = '';
  const complain = (message: string) => {
    if (message !== last && message !== '') console.error(message);
    last = message;
  };
  for (;;) {
    try {
      const { answers: found, complaints } = await serveSolverPods(cluster, ports.challengeSolver);
      answers = found;
      complain(complaints.join('\n'));
    } catch (error) {
      complain(String(error));
    }
    await sleep(pauseMs);
  }
}
