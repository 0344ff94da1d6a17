import { assertNever } from '../outcome.ts';
import { plainReason } from '../signals/certificate-words.ts';
import { timeToken } from '../signals/verdict.ts';
import type { NextAction } from './domain-row.ts';
import { instructionsOf } from './instructions.ts';
import { issuingStep } from './issuing-step.ts';
import { type Action, byFinding, foundProof, proofFinding, sentences } from './next-action-finding.ts';
import { actionTitles } from './next-action-titles.ts';
import { foundTraffic, switchTraffic } from './next-action-traffic.ts';
import { obstacles, proofRecords, trafficRecords, wantedRecords } from './records.ts';
import { causeOf, findingOf, nameWords, placeWords, type RowCase } from './row-case.ts';
import { blocks } from './wants.ts';

/** The one thing to do now, or null when there is none. */
export function nextAction(row: RowCase): NextAction | null {
  const action = actionOf(row);
  if (action === null) return null;
  const { isForDns, ...rest } = action;
  return { ...rest, instructions: isForDns ? instructionsOf(row, action) : '' };
}

function actionOf(row: RowCase): Action | null {
  const { state } = row.judgement;
  switch (state) {
    case 'released':
      return cleanUp(row);
    case 'suspended':
      return resume(row);
    case 'lapsed':
      return startAgain(row);
    case 'contested':
      return contest(row);
    case 'awaiting-proof':
      return giveProof(row);
    case 'blocked':
      return unblock(row);
    case 'issuing':
      return waitForCertificate(row);
    case 'ready-to-switch':
      return switchTraffic(row);
    case 'switching':
      return waitForSwitch(row);
    case 'drifted':
      return putBack(row);
    case 'degraded':
      return mend(row);
    case 'live':
      return null;
    default:
      return assertNever(state);
  }
}

function cleanUp(row: RowCase): Action | null {
  const records = wantedRecords(row);
  if (records.length === 0) return null;
  const kept = row.judgement.deadlineAt;
  const hold = kept !== null && kept > row.now ? ` The name is kept for your team until ${timeToken(kept)}.` : '';
  return {
    title: records.length === 1 ? 'Delete this record' : 'Delete these records',
    text: `${nameWords(row)} was given up ${timeToken(row.claim.releasedAt ?? row.now)}. What still stands in its zone is of no use any more.${hold}`,
    records,
    found: null,
    isYours: true,
    isForDns: true,
  };
}

function resume(row: RowCase): Action {
  const since = row.claim.proofBadSince ?? row.now;
  return {
    title: 'Put this record back to resume',
    text: `The record that proves ${nameWords(row)} has been missing or different since ${timeToken(since)}, longer than that is borne, so the name is no longer served here. Once every name server has the record again, the name is served again.`,
    records: proofRecords(row),
    found: foundProof(row),
    isYours: true,
    isForDns: true,
  };
}

function startAgain(row: RowCase): Action {
  const why =
    row.claim.lostAt === null
      ? `Nobody proved ${nameWords(row)} within 14 days of claiming it`
      : `${nameWords(row)} passed to another claim and was not proven anew within 14 days`;
  return {
    title: 'Start again',
    text: `${why}, so the claim has lapsed. Claim the name again to get new records; the old ones count no more.`,
    records: [],
    found: null,
    isYours: false,
    isForDns: false,
  };
}

function contest(row: RowCase): Action {
  const { claim, judgement, facts, now } = row;
  const { noticeAt, lostAt } = claim;
  const end = judgement.deadlineAt ?? now;
  const lost = lostAt === null ? '' : ` It was yours until another claim’s proof took it ${timeToken(lostAt)}.`;
  if (noticeAt !== null) {
    const isOver = end <= now;
    const text = isOver
      ? `The notice is over. ${nameWords(row)} passes on as soon as nothing outside of your namespaces carries it any more; the platform sees to that.`
      : `Your record is there and the other claim’s is not. ${nameWords(row)} passes on ${timeToken(end)} unless the other record comes back; keep yours until then.`;
    const title = isOver ? 'Nothing to do: the name is being handed over' : 'Nothing to do: the notice runs';
    return { title, text: `${text}${lost}`, records: proofRecords(row), found: null, isYours: false, isForDns: false };
  }
  const isThere = facts.proof.state === 'present';
  const text = isThere
    ? `${nameWords(row)} is in use here by another claim whose proof is there too. Take the other claim’s record out of the zone; after a notice of 72 hours the name passes on.`
    : `${nameWords(row)} is in use here by another claim. ${placeWords(row)}, publish this record, and take the other claim’s record out of the zone: after a notice of 72 hours the name passes on.`;
  return {
    title: isThere ? 'Take the other claim’s record out' : actionTitles.D20,
    text: `${text}${lost}`,
    records: proofRecords(row),
    found: foundProof(row),
    isYours: true,
    isForDns: true,
  };
}

function giveProof(row: RowCase): Action {
  const { claim, judgement, facts, zone, provider } = row;
  const broken = findingOf(row, 'D18', 'D12');
  if (broken?.severity === 'problem') return byFinding(row, broken);
  const finding = proofFinding(row);
  if (facts.proof.state === 'present' || (finding?.code === 'D14' && facts.proof.state === 'split')) {
    const isNews = finding?.code === 'D14' && facts.proof.state === 'split';
    return {
      title: isNews ? 'Nothing to do: the name servers do not agree yet' : 'Nothing to do: the proof is being taken',
      text: isNews ? sentences(finding) : `Every name server has the record of ${nameWords(row)}.`,
      records: proofRecords(row),
      found: isNews ? finding.found : null,
      isYours: isNews && finding.severity === 'problem',
      isForDns: isNews,
    };
  }
  if (finding !== null && finding.code !== 'D01') return byFinding(row, finding);
  const records = proofRecords(row);
  const many = records.length === 1 ? 'this record' : 'these records';
  const lost =
    claim.lostAt === null
      ? ''
      : ` Another claim’s proof took the name ${timeToken(claim.lostAt)}; yours takes it back.`;
  const typed = records.find(({ field, name }) => field !== name && field !== '');
  const adds =
    provider?.appendsZone === true && zone !== null && typed !== undefined
      ? ` ${provider.name} adds \`${zone}\` by itself: enter \`${typed.field}\` only.`
      : '';
  const until =
    judgement.deadlineAt === null ? '' : ` The claim waits for it until ${timeToken(judgement.deadlineAt)}.`;
  return {
    title: provider === null ? `Add ${many}` : `Add ${many} at ${provider.name}`,
    text: `${placeWords(row)}, add ${many}. It proves control of ${nameWords(row)} and lets its certificate be issued and renewed: leave it in place.${adds}${lost}${until}`,
    records,
    found: foundProof(row),
    isYours: true,
    isForDns: true,
  };
}

function unblock(row: RowCase): Action | null {
  const finding = row.judgement.diagnoses.find((one) => blocks(one, row.facts)) ?? row.judgement.diagnoses[0];
  return finding === undefined ? null : byFinding(row, finding);
}

function waitForCertificate(row: RowCase): Action {
  const { claim, cluster, judgement } = row;
  const problem = judgement.diagnoses.find(({ light, severity }) => light === 'certificate' && severity === 'problem');
  if (problem !== undefined) return byFinding(row, problem);
  const order = cluster?.certificate?.order ?? null;
  const since = order?.at ?? cluster?.certificate?.createdAt ?? claim.provenAt ?? row.now;
  return {
    title: 'Nothing to do: the certificate is being issued',
    text: `${issuingStep(row)} Under way since ${timeToken(since)}; usually it takes one to five minutes. Leave visitors where they are until it is there.`,
    records: [],
    found: order?.reason ? plainReason(order.reason) : null,
    isYours: false,
    isForDns: false,
  };
}

function waitForSwitch(row: RowCase): Action {
  const problem = row.judgement.diagnoses.find(({ severity, light }) => severity === 'problem' && light !== 'proof');
  if (problem !== undefined) return byFinding(row, problem);
  return {
    title: 'Nothing to do: visitors are being led here',
    text: `${nameWords(row)} leads here. It is live as soon as the Gateway answers with its certificate, mostly within a minute.`,
    records: [],
    found: null,
    isYours: false,
    isForDns: false,
  };
}

function putBack(row: RowCase): Action | null {
  const { claim, facts, judgement } = row;
  if (facts.isProofBad) {
    const contested = findingOf(row, 'D20');
    const notice = contested === null ? '' : ` ${contested.message}`;
    const end =
      judgement.deadlineAt === null
        ? ''
        : ` The name is served until ${timeToken(judgement.deadlineAt)}; its certificate may not be renewed meanwhile.`;
    return {
      title: 'Put this record back',
      text: `The record that proves ${nameWords(row)} has been missing or different since ${timeToken(claim.proofBadSince ?? row.now)}.${end}${notice}`,
      records: proofRecords(row),
      found: foundProof(row),
      isYours: true,
      isForDns: true,
    };
  }
  if (claim.origin === 'platform') return mend(row);
  return {
    title: `Lead ${row.unicode} here again, or give it up`,
    text: `Since ${timeToken(claim.trafficBadSince ?? row.now)} ${nameWords(row)} leads elsewhere. It goes on being served here for those who still come. Set the record again if it should; else release the name.`,
    records: [...trafficRecords(row), ...obstacles(row)],
    found: foundTraffic(row),
    isYours: true,
    isForDns: true,
  };
}

function mend(row: RowCase): Action | null {
  const cause = causeOf(row);
  if (cause !== null) return byFinding(row, cause);
  return {
    title: 'Nothing to do: the Gateway is being looked at',
    text: `Something is wrong with the listener or the certificate of ${nameWords(row)}, and the cluster does not say what yet.`,
    records: [],
    found: null,
    isYours: false,
    isForDns: false,
  };
}
