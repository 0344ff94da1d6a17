import type { DomainCode } from './codes.ts';
import type { Diagnosis, WantedRecord } from './domain-row.ts';
import type { Instruction } from './instructions.ts';
import { actionTitles } from './next-action-titles.ts';
import { caaRecords, obstacles, proofRecords, trafficRecords } from './records.ts';
import { formWords, type RowCase } from './row-case.ts';

/** An action before its instructions are written out. */
export type Action = Instruction & {
  readonly isYours: boolean;
  /** Whether somebody who runs the DNS could do something about it. */
  readonly isForDns: boolean;
};

/** What a finding asks for, with the records that mend it. */
export function byFinding(row: RowCase, finding: Diagnosis): Action {
  const { code, who, severity, found } = finding;
  const records = recordsFor(row, finding);
  const isYours = who === 'you' && (severity === 'problem' || severity === 'warning' || records.length > 0);
  const form = formWords(row);
  const place = isYours && records.length > 0 && form !== '' ? ` ${form}` : '';
  return {
    title: code === 'D01' || code === 'D02' ? titleOf(code, records) : actionTitles[code],
    text: `${sentences(finding)}${place}`,
    records,
    found,
    isYours,
    isForDns: isYours || who === 'DNS provider',
  };
}

function titleOf(code: 'D01' | 'D02', records: readonly WantedRecord[]): string {
  return records.length > 1 ? actionTitles[code].replace('this record', 'these records') : actionTitles[code];
}

function recordsFor(row: RowCase, { code, light }: Diagnosis): readonly WantedRecord[] {
  switch (code) {
    case 'D10':
      return caaRecords(row);
    case 'D03':
    case 'D15':
    case 'D16':
    case 'D20':
      return [...proofRecords(row), ...(code === 'D15' ? obstacles(row) : [])];
    case 'D01':
    case 'D02':
    case 'D14':
      return light === 'traffic' ? trafficRecords(row) : proofRecords(row);
    case 'D05':
    case 'D06':
    case 'D07':
      return [...trafficRecords(row), ...(code === 'D06' ? obstacles(row) : [])];
    case 'D08':
    case 'D09':
      return obstacles(row);
    default:
      return [];
  }
}

/** What is wrong and how to mend it, each a sentence. A title that says the same already is not repeated here. */
export function sentences({ message, fix }: Diagnosis): string {
  if (fix === null) return message;
  // “Replace the record” and the like say nothing beside the record itself.
  return ['Add the record.', 'Replace the record.'].includes(fix) ? message : `${message} ${fix}`;
}

const proofCodes = ['D15', 'D03', 'D16', 'D02', 'D01', 'D14'] as const satisfies readonly DomainCode[];

/** What is wrong with the record that proves the claim, the most telling finding; null when nothing is. */
export function proofFinding(row: RowCase): Diagnosis | null {
  return (
    row.judgement.diagnoses.find(({ code, light }) => light === 'proof' && proofCodes.some((one) => one === code)) ??
    null
  );
}
