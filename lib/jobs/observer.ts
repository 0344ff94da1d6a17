import 'server-only';
import { observeHostname } from '../dns/observe-hostname.ts';
import { log } from '../log.ts';
import { guardName } from '../probe/guard.ts';
import { observeHttp } from '../probe/observe-http.ts';
import type { HostnameObservations, HttpObservation, TlsObservation } from '../signals/observation.ts';
import { observeTls } from '../tls/observe-tls.ts';
import { type Observations, rememberDns, rememberHttp, rememberTls } from './observations.ts';
import type { Endpoint, ProbeTarget } from './targets.ts';

/** Looks at every hostname again and again: often while something is wrong or new, calmly while all is well. */
export type Observer = {
  readonly observations: Observations;
  /** Replaces the set of hostnames; what is known of those that stay is kept, new ones are looked at first. */
  readonly retarget: (targets: ReadonlyMap<string, ProbeTarget>) => void;
  /** Puts these first in line and starts their backoff anew. */
  readonly checkNow: (hostnames: Iterable<string>) => void;
  /** How long a hostname on which all is well waits for its next look, for as many hostnames as there are now. */
  readonly calmIntervalMs: () => number;
  readonly close: () => void;
};

const tickMs = 200;
const concurrency = 12;
const calmMs = 8_000;
/** At most this many hostnames a second, however many there are: about 10 DNS questions each. */
const hostnamesPerSecond = 20;
const firstRetryMs = 1_000;

type Job = { target: ProbeTarget; nextAt: number; retryMs: number; isRunning: boolean };

/** @param onChange called with a hostname when what is known of it was renewed */
export function createObserver(onChange: (hostname: string) => void): Observer {
  const jobs = new Map<string, Job>();
  const observations = new Map<string, HostnameObservations>();
  let running = 0;

  function calmIntervalMs(): number {
    return Math.max(calmMs, (jobs.size / hostnamesPerSecond) * 1_000);
  }

  async function run(hostname: string, job: Job): Promise<void> {
    job.isRunning = true;
    running += 1;
    const startedAt = job.nextAt;
    try {
      const observed = await observe(job.target, observations.get(hostname));
      if (jobs.get(hostname) !== job) return;
      observations.set(hostname, observed);
      job.retryMs = isCalm(observed, job.target) ? firstRetryMs : Math.min(job.retryMs * 1.5, calmMs);
      const calm = calmIntervalMs() * (0.9 + Math.random() * 0.2);
      // A check that was asked for meanwhile stays asked for.
      if (job.nextAt === startedAt) job.nextAt = Date.now() + (isCalm(observed, job.target) ? calm : job.retryMs);
      onChange(hostname);
    } catch (error) {
      log.error({ err: error, hostname }, 'observation failed');
      job.nextAt = Date.now() + calmMs;
    } finally {
      job.isRunning = false;
      running -= 1;
    }
  }

  const timer = setInterval(() => {
    const now = Date.now();
    for (const [hostname, job] of jobs) {
      if (running >= concurrency) return;
      if (!job.isRunning && job.nextAt <= now) void run(hostname, job);
    }
  }, tickMs);

  function checkNow(hostnames: Iterable<string>): void {
    for (const hostname of hostnames) {
      const job = jobs.get(hostname);
      if (job) Object.assign(job, { nextAt: 0, retryMs: firstRetryMs });
    }
  }

  return {
    observations,
    retarget: (targets) => {
      for (const hostname of jobs.keys()) {
        if (targets.has(hostname)) continue;
        jobs.delete(hostname);
        observations.delete(hostname);
      }
      for (const [hostname, target] of targets) {
        const job = jobs.get(hostname);
        if (!job) jobs.set(hostname, { target, nextAt: 0, retryMs: firstRetryMs, isRunning: false });
        else if (JSON.stringify(job.target) !== JSON.stringify(target))
          Object.assign(job, { target, nextAt: 0, retryMs: firstRetryMs });
      }
    },
    checkNow,
    calmIntervalMs,
    close: () => clearInterval(timer),
  };
}

async function observe(target: ProbeTarget, known: HostnameObservations | undefined): Promise<HostnameObservations> {
  const now = Date.now();
  // A wildcard stands for any name below it.
  const hostname = target.hostname.replace(/^\*\./, 'signalbox-probe.');
  const secure = target.endpoints.find((endpoint) => endpoint.scheme === 'https');
  const [dns, tls, http] = await Promise.all([
    observeHostname(hostname, now),
    secure ? probeTls(hostname, secure, now) : null,
    Promise.all(target.endpoints.map((endpoint) => probeHttp(hostname, endpoint, now))),
  ]);
  return {
    dns: rememberDns(known?.dns ?? null, dns),
    tls: tls ? rememberTls(known?.tls ?? null, tls) : null,
    http: http.map((one) => rememberHttp(known?.http ?? [], one)),
  };
}

async function probeTls(hostname: string, { address, port }: Endpoint, now: number): Promise<TlsObservation> {
  const guard = await guardName(address);
  if (guard.state === 'refused') return { hostname, port, at: now, state: 'unknown', error: guard.reason };
  return observeTls(hostname, { address: guard.address, port }, { now });
}

async function probeHttp(
  hostname: string,
  { address, port, scheme, path }: Endpoint,
  now: number,
): Promise<HttpObservation> {
  const guard = await guardName(address);
  if (guard.state === 'refused')
    return { hostname, scheme, port, path, at: now, state: 'unknown', error: guard.reason };
  return observeHttp(hostname, { address: guard.address, port, scheme, path }, { now });
}

/** Whether everything that can be looked at answers as it should, so that there is no hurry to look again. */
function isCalm({ dns, tls, http }: HostnameObservations, target: ProbeTarget): boolean {
  const dnsAnswers = dns?.latest.answers ?? [];
  const isResolved =
    dnsAnswers.length > 0 && dnsAnswers.every((answer) => answer.state === 'answered' && answer.addresses.length > 0);
  const isServed =
    http.length === target.endpoints.length &&
    http.every(({ latest }) => latest.state === 'answered' && latest.status < 500);
  const isSecure = tls === null || (tls.latest.state === 'served' && tls.latest.trusted && tls.latest.coversHostname);
  return isResolved && isServed && isSecure;
}
