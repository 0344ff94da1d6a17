import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What a DNS server answered; the code `TIMEOUT` when nothing came. Values are without quotation marks and final dots. */
export type DnsReply = {
  readonly rcode: string;
  readonly values: readonly string[];
  readonly isAuthoritative: boolean;
  /** The resolver has validated the answer. */
  readonly isAuthenticated: boolean;
  readonly extendedError: number | null;
};

export type AskOptions = {
  readonly transport?: 'udp' | 'tcp';
  readonly timeoutMs?: number;
  readonly isCheckingDisabled?: boolean;
};

/** Asks a server on loopback with kdig, so that no code of ours has a part in the answer. */
export async function askDns(
  port: number,
  name: string,
  type: string,
  { transport = 'udp', timeoutMs = 4_000, isCheckingDisabled = false }: AskOptions = {},
): Promise<DnsReply> {
  const flags = ['+dnssec', '+ignore', '+retry=0', `+timeout=${Math.max(1, Math.round(timeoutMs / 1_000))}`];
  if (transport === 'tcp') flags.push('+tcp');
  if (isCheckingDisabled) flags.push('+cdflag');
  try {
    const { stdout } = await run('kdig', ['@127.0.0.1', '-p', String(port), name, type, ...flags]);
    return parseReply(stdout);
  } catch {
    return { rcode: 'TIMEOUT', values: [], isAuthoritative: false, isAuthenticated: false, extendedError: null };
  }
}

function parseReply(text: string): DnsReply {
  const flags = (text.match(/^;; Flags: ([^;]*);/m)?.[1] ?? '').split(' ');
  const [, answers = ''] = text.match(/;; ANSWER SECTION:\n([\s\S]*?)(?:\n\n|$)/) ?? [];
  const values = answers.split('\n').flatMap((line) => {
    const [, type = '', data = ''] = line.match(/^\S+\s+\d+\s+IN\s+(\S+)\s+(.*?)\s*$/) ?? [];
    if (type === '' || type === 'RRSIG') return [];
    return [type === 'TXT' ? data.replace(/^"|"$/g, '') : data.replace(/\.$/, '')];
  });
  const extended = text.match(/^;; EDE: (\d+)/m)?.[1];
  return {
    rcode: text.match(/status: (\w+)/)?.[1] ?? 'TIMEOUT',
    values,
    isAuthoritative: flags.includes('aa'),
    isAuthenticated: flags.includes('ad'),
    extendedError: extended === undefined ? null : Number(extended),
  };
}
