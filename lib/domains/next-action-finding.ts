import { type DomainCode, domainCodeEntries } from './codes.ts';
import type { Diagnosis, WantedRecord } from './domain-row.ts';
import type { Instruction } from './instructions.ts';
import { actionTitles } from './next-action-titles.ts';
import { caaRecords, obstacles, proofRecords, trafficRecords } from './records.ts';
import { formWords, placeWords, type RowCase } from './row-case.ts';

/** An action before its instructions are written out. */
export type Action = Instruction & {
  readonly isYours: boolean;
  /** Whether somebody who runs the DNS could do something about it. */
  readonly isForDns: boolean;
};

/** What a finding asks for, with the records that mend it. */
export function byFinding(row: RowCase, finding: Diagnosis): Action {
  const { code, who, severity, found } = finding;
  if (row.claim.origin === 'platform' && code.startsWith('D')) return forPlatform(finding);
  const records = recordsFor(row, finding);
  const isGrave = severity === 'problem' || severity === 'warning';
  const isYours = who === 'you' && (isGrave || records.length > 0);
  return {
    title: isPlain(code) && isYours ? `${capital(plainWords[code])} ${these(records)}` : actionTitles[code],
    text:
      isPlain(code) && isYours
        ? `${placeWords(row)}, ${plainWords[code]} ${these(records)}.`
        : withForm(row, finding, isYours && records.length > 0),
    records,
    found,
    isYours,
    isForDns: row.claim.origin === 'custom' && (isYours || who === 'DNS provider'),
  };
}

/** In the platform's zones nobody of the team can write a record. */
function forPlatform({ code, message, found, severity }: Diagnosis): Action {
  const ask = severity === 'problem' ? ' The platform runs this zone: ask its team.' : '';
  const text = `${message}${ask}`;
  return { title: domainCodeEntries[code].title, text, records: [], found, isYours: false, isForDns: false };
}

/** Findings that say no more than the record beside them and what was found. */
const plainWords = { D01: 'add', D02: 'correct' } as const;

function isPlain(code: DomainCode): code is keyof typeof plainWords {
  return code in plainWords;
}

function capital(word: string): string {
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
}

/** `this record` or `these records`, without those to be deleted. */
export function these(records: readonly WantedRecord[]): string {
  return records.filter(({ purpose }) => purpose !== 'delete').length === 1 ? 'this record' : 'these records';
}

function withForm(row: RowCase, finding: Diagnosis, hasForm: boolean): string {
  const form = hasForm ? formWords(row) : '';
  return form === '' ? sentences(finding) : `${sentences(finding)} ${form}`;
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

/** What is wrong and how to mend it, each a sentence. */
export function sentences({ message, fix }: Diagnosis): string {
  return fix === null ? message : `${message} ${fix}`;
}

const proofCodes = ['D15', 'D03', 'D16', 'D02', 'D01', 'D14'] as const satisfies readonly DomainCode[];

/** What is wrong with the record that proves the claim, the most telling finding; null when nothing is. */
export function proofFinding(row: RowCase): Diagnosis | null {
  return (
    row.judgement.diagnoses.find(({ code, light }) => light === 'proof' && proofCodes.some((one) => one === code)) ??
    null
  );
}

/** What stands there instead of the proof; null where nothing does. */
export function foundProof(row: RowCase): string | null {
  const found = proofFinding(row)?.found ?? null;
  return found === 'no record' ? null : found;
}
