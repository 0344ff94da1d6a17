import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { parentZone } from '../dns/zones.ts';
import { parseTransfer, toPresentation } from './presentation.ts';
import type { RecordSet } from './record-set.ts';

/** The records of the customers' zones, which Knot keeps. */
export interface ZoneStore {
  read(zone: string): Promise<readonly RecordSet[]>;
  /** Takes record sets away and puts others, all at once. */
  change(zone: string, change: ZoneChange): Promise<void>;
  /** Puts the DS record of a zone in its parent. */
  putDelegationSigner(zone: string, signer: string): Promise<void>;
}

/** What is to be different in a zone. What is put replaces what its name and type had. */
export interface ZoneChange {
  readonly take: readonly Pick<RecordSet, 'name' | 'type'>[];
  readonly put: readonly RecordSet[];
}

/** Where Knot is and with what it is asked. */
export interface ZoneStoreSettings {
  readonly knotPort: number;
  readonly knsupdate: string;
  readonly kdig: string;
  /** The TSIG key, in a file, so that no list of processes shows it. */
  readonly keyFile: string;
}

const signerTtl = 5;
const run = promisify(execFile);

/** Opens the store: reads by AXFR, writes by dynamic updates, both signed with the registrar's key. */
export function openZoneStore({ knotPort, knsupdate, kdig, keyFile }: ZoneStoreSettings): ZoneStore {
  const transfer = async (zone: string) => {
    const args = ['@127.0.0.1', '-p', String(knotPort), '-k', keyFile, zone, 'AXFR', '+noall', '+answer'];
    const { stdout } = await run(kdig, args, { maxBuffer: 16_000_000, timeout: 10_000 });
    if (!/\sSOA\s/.test(stdout)) throw new Error(`Knot does not hand out ${zone}. See "sandbox logs knot".`);
    return stdout;
  };
  const update = async (zone: string, lines: readonly string[]) => {
    const text = [`server 127.0.0.1 ${knotPort}`, `zone ${zone}.`, ...lines, 'send', 'quit', ''].join('\n');
    const updating = run(knsupdate, ['-k', keyFile, '-t', '5', '-r', '1'], { timeout: 15_000 });
    updating.child.stdin?.end(text);
    await updating.catch((error: Error & { stderr?: string }) => {
      throw new Error(`Knot refused to change ${zone}: ${error.stderr?.trim() || error.message}`, { cause: error });
    });
  };
  return {
    read: async (zone) => parseTransfer(await transfer(zone)),
    async change(zone, change) {
      if (change.take.length + change.put.length === 0) return;
      const present = await this.read(zone);
      await update(zone, updateLines(zone, change, present));
    },
    async putDelegationSigner(zone, signer) {
      await update(parentZone, [`update delete ${zone}. DS`, `update add ${zone}. ${signerTtl} DS ${signer}`]);
    },
  };
}

/** The lines of one dynamic update. */
export function updateLines(zone: string, { take, put }: ZoneChange, present: readonly RecordSet[]): readonly string[] {
  const added = (set: RecordSet) =>
    toPresentation(set).map((value) => `update add ${set.name}. ${set.ttl} ${set.type} ${value}`);
  return [
    ...take.map(({ name, type }) => `update delete ${name}. ${type}`),
    ...put.flatMap((set) => {
      if (set.type !== 'NS' || set.name !== zone) return [`update delete ${set.name}. ${set.type}`, ...added(set)];
      // A zone never loses its last NS record: a deletion of all of them would be passed over.
      const former = present.find(({ name, type }) => name === zone && type === 'NS')?.values ?? [];
      const gone = former.filter((value) => !set.values.includes(value));
      return [...added(set), ...gone.map((value) => `update delete ${zone}. NS ${value}.`)];
    }),
  ];
}
