import { execFileSync } from 'node:child_process';
import { createServer } from 'node:net';
import { nameserverPortCount } from '../dns/nameservers.ts';
import { sampleServices } from '../samples/services.ts';
import { fixedPorts, type PortName, type Ports, portNames, portPurpose, portSetting } from '../settings/ports.ts';

/** A port that somebody else holds, in a sentence that says how to go on. */
export type PortProblem = string;

/** Finds out which of the sandbox's ports are taken. */
export async function findTakenPorts(ports: Ports, unused: readonly PortName[]): Promise<readonly PortProblem[]> {
  const wanted = portNames
    .filter((name) => !unused.includes(name))
    .flatMap((name) => {
      const count = portCount(name);
      const advice = `set ${portSetting(name)} to another port`;
      // Envoy listens on every address, the others on loopback alone.
      const host = listensEverywhere(name) ? '0.0.0.0' : '127.0.0.1';
      return Array.from({ length: count }, (_, index) => ({
        port: ports[name] + index,
        host,
        purpose: portPurpose(name),
        advice,
      }));
    });
  const fixed = fixedPorts.map((port) => ({
    port,
    host: '0.0.0.0',
    purpose: 'Envoy Gateway',
    advice: 'start the sandbox elsewhere: this port cannot be moved',
  }));
  const problems = await Promise.all(
    [...wanted, ...fixed].map(async ({ port, host, purpose, advice }) => {
      if (await isFree(port, host)) return null;
      return `Port ${port} (${purpose}) is in use${holderOf(port)}. End it, or ${advice}.`;
    }),
  );
  return problems.filter((problem) => problem !== null);
}

function portCount(name: PortName): number {
  if (name === 'samples') return sampleServices.length;
  return name === 'nameservers' ? nameserverPortCount : 1;
}

function listensEverywhere(name: PortName): boolean {
  return name === 'gatewayHttp' || name === 'gatewayHttps' || name === 'gatewayOps';
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

function holderOf(port: number): string {
  const attempts: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['ss', ['-Hltnp', `sport = :${port}`], /\("([^"]+)",pid=(\d+)/],
    ['lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fcp'], /^p(\d+)\nc(.+)$/m],
  ];
  for (const [file, args, pattern] of attempts) {
    try {
      const match = execFileSync(file, [...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).match(
        pattern,
      );
      if (match)
        return file === 'ss' ? ` by ${match[1]} (process ${match[2]})` : ` by ${match[2]} (process ${match[1]})`;
    } catch {
      // The tool is not there, or may not see other users' processes.
    }
  }
  return '';
}
