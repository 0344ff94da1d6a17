import { timeToken } from '../signals/verdict.ts';
import { diagnoseRemembered } from './diagnose-remembered.ts';
import { diagnosis, listed, type Patient } from './diagnosis.ts';
import type { Diagnosis } from './domain-row.ts';
import { known } from './facts.ts';
import type { ProofLook, RecordAnswer } from './observation.ts';
import {
  challengeName,
  challengeTarget,
  fallbackName,
  fallbackText,
  isAuthoritative,
  isDefiniteAnswer,
  readChallenge,
} from './proof.ts';
import { findProvider } from './providers.ts';
import { dayMs, hourMs } from './settings.ts';

/** What is wrong with the record that proves the claim, the cause before its effect. */
export function diagnoseProof(patient: Patient): readonly Diagnosis[] {
  const { claim, observations, facts } = patient;
  if (claim.origin === 'platform') return [];
  const look = known(observations.proof);
  if (look === null) return [];
  const shadow = shadowed(patient, look);
  if (facts.proof.state === 'present') {
    const delegation = shadow.length > 0 ? shadow : undelegated(patient, look);
    return [...lameServers(patient, look), ...delegation, ...remembered(patient, look)];
  }
  const silent = facts.proof.state === 'split' ? [] : lameServers(patient, look);
  if (facts.proof.state === 'split') {
    // Who gives no answer has no other record either.
    const lame = hasOtherAnswer(patient, look) ? [] : lameServers(patient, look);
    return [...(lame.length > 0 ? lame : [disagreement(patient, look)]), ...shadow];
  }
  if (shadow.length > 0) return [...shadow, ...silent];
  const telling = doubled(patient, look) ?? answeredByWildcard(patient, look) ?? missingOrWrong(patient, look);
  return telling === null ? silent : [telling, ...silent];
}

/** A look at the proof says nothing of ours but a record of somebody else's stands there. */
function shadowed({ claim, settings }: Patient, look: ProofLook): readonly Diagnosis[] {
  if (claim.challenge !== 'dns-01') return [];
  const name = challengeName(claim);
  for (const answer of look.challenge.filter(isAuthoritative)) {
    if (!isDefiniteAnswer(answer)) continue;
    const text = answer.records.find((record) => record.type === 'TXT' && record.name === name);
    if (text === undefined) continue;
    return [
      diagnosis('D15', {
        severity: 'problem',
        light: 'proof',
        message: `A TXT record at ${name} hides your CNAME: DNS providers add one when they issue a certificate of their own.`,
        found: `TXT ${name} → ${text.value}`,
        wanted: `CNAME ${name} → ${challengeTarget(claim, settings) ?? 'our validation zone'}`,
        fix: `Delete the TXT record. If your provider keeps it, publish TXT ${fallbackName(claim)} with ${fallbackText(claim)} and choose validation over HTTP.`,
      }),
    ];
  }
  return [];
}

/** The proof counts by the zone's own servers; whoever issues asks resolvers, and waits for those that were asked too early. */
function remembered({ claim, settings, facts, now }: Patient, look: ProofLook): readonly Diagnosis[] {
  if (facts.proof.by !== 'challenge' || facts.isCertificateReady) return [];
  const target = challengeTarget(claim, settings);
  const late = look.challenge.filter(
    (answer) => answer.kind === 'recursive' && readChallenge(answer, target) !== 'right',
  );
  return diagnoseRemembered({ light: 'certificate', late, lookAt: look.at, now });
}

/** The fallback proves the claim, and certificates are still validated over the challenge name: what it lacks is a certificate’s matter. */
function undelegated(patient: Patient, look: ProofLook): readonly Diagnosis[] {
  const { claim, facts, settings } = patient;
  if (facts.proof.by !== 'fallback' || claim.challenge !== 'dns-01' || settings.delegationZone === null) return [];
  const found = doubled(patient, look) ?? answeredByWildcard(patient, look) ?? missingOrWrong(patient, look);
  return found === null ? [] : [{ ...found, severity: 'problem', light: 'certificate' }];
}

function doubled({ claim, settings, observations }: Patient, look: ProofLook): Diagnosis | null {
  const target = challengeTarget(claim, settings);
  if (look.doubled === null || readChallenge(look.doubled, target) !== 'right') return null;
  const zone = known(observations.zone)?.zone ?? claim.name;
  const name = challengeName(claim);
  return diagnosis('D03', {
    severity: 'problem',
    light: 'proof',
    message: `The record stands at ${name}.${zone}: the provider added ${zone} to the name that was typed.`,
    found: `CNAME ${name}.${zone} → ${target}`,
    wanted: `CNAME ${name} → ${target}`,
    fix: `Change the name of the record to ${name.slice(0, -zone.length - 1) || name}.`,
  });
}

function answeredByWildcard({ claim, settings }: Patient, look: ProofLook): Diagnosis | null {
  const challenge = look.challenge.filter(isAuthoritative).find(isDefiniteAnswer);
  const found = valuesOf(challenge ?? null);
  const ofWildcard = look.wildcard?.state === 'answered' ? look.wildcard.records : [];
  const isOfWildcard = challenge?.records.every(({ type, value }) =>
    ofWildcard.some((record) => record.type === type && record.value === value),
  );
  if (found === '' || isOfWildcard !== true) return null;
  const [name, target] = [challengeName(claim), challengeTarget(claim, settings)];
  return diagnosis('D16', {
    severity: 'problem',
    light: 'proof',
    message: `${name} has no record of its own; a wildcard of your zone answers for it.`,
    found: `${name} → ${found}`,
    wanted: `CNAME ${name} → ${target}`,
    fix: `Add the record ${name} itself: it goes before the wildcard, which may stay.`,
  });
}

function missingOrWrong({ claim, settings, observations, now }: Patient, look: ProofLook): Diagnosis | null {
  const [name, target] = [challengeName(claim), challengeTarget(claim, settings)];
  const usesFallback = target === null;
  const answers = (usesFallback ? look.fallback : look.challenge).filter(isAuthoritative).filter(isDefiniteAnswer);
  if (answers.length === 0) return null;
  const wanted = usesFallback ? `TXT ${fallbackName(claim)} → ${fallbackText(claim)}` : `CNAME ${name} → ${target}`;
  const at = usesFallback ? fallbackName(claim) : name;
  const wrong = answers.flatMap(({ records }) => records)[0];
  if (wrong !== undefined) {
    const found = `${wrong.type} ${at} → ${wrong.value}`;
    return diagnosis('D02', {
      severity: 'problem',
      light: 'proof',
      message: `Found ${wrong.type} ${wrong.value} at ${at}, expected ${usesFallback ? fallbackText(claim) : target}.`,
      found,
      wanted,
      fix: 'Replace the record.',
    });
  }
  const provider = findProvider(known(observations.zone)?.zoneServers ?? [], settings.extraProviders);
  const since = Math.max(claim.createdAt, claim.lostAt ?? 0, claim.proofBadSince ?? 0);
  return diagnosis('D01', {
    severity: now - since > dayMs || claim.provenAt !== null ? 'problem' : 'progress',
    light: 'proof',
    message: `Your name servers (${listed(answers.map(({ server }) => server))}) have no record ${at} yet.`,
    found: 'no record',
    wanted,
    fix: `Add the record${provider === null ? '' : ` at ${provider.name}`}.`,
  });
}

/** Servers of the zone that give no answer while others do. */
function lameServers({ observations, now }: Patient, look: ProofLook): readonly Diagnosis[] {
  const answers = look.challenge.filter(isAuthoritative);
  const lame = answers.filter((answer) => !isDefiniteAnswer(answer));
  if (lame.length === 0 || lame.length === answers.length) return [];
  const since = observations.proof?.since ?? now;
  return [
    diagnosis('D14', {
      severity: now - since > hourMs ? 'problem' : 'progress',
      light: 'proof',
      message: `${listed(lame.map(({ server }) => server))} gave no answer; all name servers of the zone must give the same one. So since ${timeToken(since)}.`,
      found: lame.map((answer) => `${answer.server}: ${whyLame(answer)}`).join(', '),
      wanted: 'the same answer from every name server',
      fix: 'Have the name server repaired, or take it out of the delegation.',
    }),
  ];
}

function disagreement(patient: Patient, look: ProofLook): Diagnosis {
  const { observations, now } = patient;
  const { target, answers, isRight } = splitOf(patient, look);
  const behind = answers.filter((answer) => !isRight(answer));
  const since = observations.proof?.since ?? now;
  return diagnosis('D14', {
    severity: now - since > hourMs ? 'problem' : 'progress',
    light: 'proof',
    message: `${listed(answers.filter(isRight).map(({ server }) => server))} has the record, ${listed(behind.map(({ server }) => server))} not yet.`,
    found: behind.map((answer) => `${answer.server}: ${valuesOf(answer) || whyLame(answer)}`).join(', '),
    wanted: `${target} at every name server`,
    fix: 'Wait for the zone transfer; after an hour, have the name servers synchronised.',
  });
}

/** Whether a server definitely says something else than those that are right. */
function hasOtherAnswer(patient: Patient, look: ProofLook): boolean {
  const { answers, isRight } = splitOf(patient, look);
  return answers.some((answer) => isDefiniteAnswer(answer) && !isRight(answer));
}

/** The answers that are not the same, and which of them are right. */
function splitOf({ claim, settings, facts }: Patient, look: ProofLook) {
  const byFallback = facts.proof.by === 'fallback';
  const target = byFallback ? fallbackText(claim) : challengeTarget(claim, settings);
  const answers = (byFallback ? look.fallback : look.challenge).filter(isAuthoritative);
  const isRight = (answer: RecordAnswer) =>
    isDefiniteAnswer(answer) && answer.records.some(({ value }) => value === target);
  return { target, answers, isRight };
}

function whyLame(answer: RecordAnswer): string {
  if (answer.state === 'unknown') return answer.rcode ?? answer.error;
  return answer.authoritative ? 'no record' : 'does not answer for the zone';
}

function valuesOf(answer: RecordAnswer | null): string {
  if (answer === null || answer.state === 'unknown') return '';
  return answer.records.map(({ type, value }) => `${type} ${value}`).join(', ');
}
