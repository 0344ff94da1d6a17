import { assertNever } from '../outcome.ts';
import { timeToken } from '../signals/verdict.ts';
import { domainCodeEntries } from './codes.ts';
import { issuingStep } from './issuing-step.ts';
import { wantedRecords } from './records.ts';
import { causeOf, findingOf, hasOwnRoute, type RowCase } from './row-case.ts';
import { blocks } from './wants.ts';

/** How a domain is, in one sentence that says more than its state’s name; without a final stop. */
export function headlineOf(row: RowCase): string {
  const { claim, judgement, facts } = row;
  const { state, deadlineAt, diagnoses } = judgement;
  switch (state) {
    case 'released':
      return wantedRecords(row).length > 0 ? 'Given up; records are left to be deleted' : 'Given up';
    case 'suspended':
      return `Not served: the record that proves it is missing or different since ${timeToken(claim.proofBadSince ?? row.now)}`;
    case 'lapsed':
      return 'Not proven in time: start again';
    case 'contested':
      if (claim.noticeAt === null) return 'In use by another claim';
      return (deadlineAt ?? 0) > row.now ? `The notice runs until ${timeToken(deadlineAt ?? 0)}` : 'Being handed over';
    case 'awaiting-proof':
      return awaiting(row);
    case 'blocked': {
      const cause = diagnoses.find((one) => blocks(one, row.facts));
      return cause === undefined ? 'Something stands in the way' : domainCodeEntries[cause.code].title;
    }
    case 'issuing':
      return issuingStep(row).replace(/\.$/, '');
    case 'ready-to-switch':
      if (claim.origin === 'platform') {
        return hasOwnRoute(row) ? domainCodeEntries.E05.title : 'No route carries the name yet';
      }
      if (facts.traffic.state === 'hidden') return domainCodeEntries.D05.title;
      return `Safe to switch: the certificate is ready, the name ${facts.traffic.state === 'none' ? 'has no record yet' : 'leads elsewhere'}`;
    case 'switching':
      return 'The name leads here, the first handshake is to come';
    case 'drifted':
      if (!facts.isProofBad) return `Leads elsewhere since ${timeToken(claim.trafficBadSince ?? row.now)}`;
      return deadlineAt === null
        ? 'The record that proves it is missing or different'
        : `The record that proves it is missing or different; served until ${timeToken(deadlineAt)}`;
    case 'degraded': {
      const cause = causeOf(row);
      return cause === null
        ? 'Served, with something wrong'
        : `Served, but: ${lowerFirst(domainCodeEntries[cause.code].title)}`;
    }
    case 'live':
      return claim.liveAt === null
        ? 'Served with its certificate'
        : `Served with its certificate since ${timeToken(claim.liveAt)}`;
    default:
      return assertNever(state);
  }
}

function awaiting(row: RowCase): string {
  const { facts } = row;
  if (facts.proof.state === 'present') return 'The proof is there';
  const finding = findingOf(row, 'D18', 'D12', 'D15', 'D03', 'D16', 'D02', 'D14');
  if (finding !== null && finding.light === 'proof') return domainCodeEntries[finding.code].title;
  return row.observations.proof === null ? 'Not looked up yet' : 'The record that proves it is not there yet';
}

function lowerFirst(text: string): string {
  // CAA, IPv6, DNSSEC and names of products stay as they are.
  return /^[A-Z][a-z]* /.test(text) && !text.startsWith('ExternalDNS')
    ? `${text[0]?.toLowerCase()}${text.slice(1)}`
    : text;
}
