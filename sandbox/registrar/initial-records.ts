import { customerRecords, recordTtl } from '../dns/zones.ts';
import { type RecordSet, recordTypes } from './record-set.ts';

/** The records with which a customer's zone begins. */
export function initialRecords(zone: string): readonly RecordSet[] {
  const sets = new Map<string, RecordSet>();
  for (const line of customerRecords.trim().split('\n')) {
    const [label = '', word = '', data = ''] = line.split(' ');
    const type = recordTypes.find((candidate) => candidate === word);
    if (!type) throw new Error(`"${line}" is no record of a customer's zone.`);
    const name = label === '@' ? zone : `${label}.${zone}`;
    const value = type === 'NS' ? `${data}.${zone}` : data;
    const values = [...(sets.get(`${name} ${type}`)?.values ?? []), value];
    sets.set(`${name} ${type}`, { name, type, ttl: recordTtl, values });
  }
  return [...sets.values()];
}
