import type { MischiefKind } from './mischief-kinds.ts';
import type { InputProblem, RecordSet } from './record-set.ts';

/** A zone as `GET /api/zones` tells it. */
export interface ZoneAnswer {
  readonly name: string;
  readonly isSigned: boolean;
  readonly nameservers: readonly { readonly name: string; readonly address: string }[];
}

/** Records as `GET /api/zones/ZONE/records` tells them. */
export interface RecordsAnswer {
  readonly records: readonly RecordSet[];
}

/** One kind of mischief as `GET /api/zones/ZONE/mischief` tells it. */
export interface MischiefAnswer {
  readonly kind: MischiefKind;
  readonly title: string;
  readonly explanation: string;
  readonly scope: 'name' | 'zone';
  /** False where it cannot be had, for instance broken DNSSEC in a zone that is not signed. */
  readonly isPossible: boolean;
  readonly isOn: boolean;
  /** The names that it befalls now; the zone's own for what befalls the whole zone. */
  readonly names: readonly string[];
}

/** A request that was refused. */
export interface RefusalAnswer {
  readonly message: string;
  readonly problems: readonly InputProblem[];
}
