import type { Claim } from './claim.ts';
import type { DomainCase } from './domain-case.ts';
import { known, readFacts } from './facts.ts';
import { hasLostTo, holdersAgainst, isFree, prove } from './ownership.ts';
import { isHolder, isProofBad, isProofFresh, standingOf } from './standing.ts';

/**
 * The claim with what the looks establish: that it is proven, live, or has a wrong proof or wrong traffic, and whether a notice to
 * the holder runs. A look counts once however often it is handed in; what is unknown neither counts nor clears anything.
 */
export function learn(domainCase: DomainCase): Claim {
  const { claim, now } = domainCase;
  const standing = standingOf(claim, now);
  if (standing === 'released' || standing === 'lapsed') return claim;
  if (claim.origin === 'platform') {
    const isFirst = !isHolder(claim) && isFree(claim, domainCase.others, now);
    return learnLife(domainCase, learnTraffic(domainCase, isFirst ? prove(claim, now) : claim));
  }
  return learnLife(domainCase, learnTraffic(domainCase, learnProof(domainCase)));
}

function learnProof(domainCase: DomainCase): Claim {
  const { claim, observations } = domainCase;
  const look = known(observations.proof);
  if (look === null) return claim;
  const { state } = readFacts(domainCase).proof;
  // Half a proof gives no name to anybody, also not within the hours in which a whole one counts.
  if (state === 'split' && !isHolder(claim)) return { ...claim, proofLookAt: null };
  if (state !== 'present' && state !== 'absent') return claim;
  if (!isHolder(claim)) return challenge({ ...claim, proofLookAt: look.at }, state, domainCase);
  if (look.at <= (claim.proofLookAt ?? Number.NEGATIVE_INFINITY)) return claim;
  if (state === 'present') return { ...claim, proofLookAt: look.at, proofBadSince: null, proofBadCount: 0 };
  return {
    ...claim,
    proofLookAt: look.at,
    proofBadSince: claim.proofBadSince ?? look.at,
    proofBadCount: claim.proofBadCount + 1,
  };
}

/** What a proof is worth to somebody who does not hold the name yet: the name, or a notice to whoever holds it. */
function challenge(claim: Claim, state: 'present' | 'absent', { others, now }: DomainCase): Claim {
  if (state === 'absent') return { ...claim, noticeAt: null };
  // The record may be gone by now: after a pause it is looked at again first.
  if (!isProofFresh(claim, now)) return claim;
  if (isFree(claim, others, now)) {
    // Notice was given and the holder lost the name: `transfers` completes it when nothing is in the way any more.
    return claim.noticeAt !== null && hasLostTo(claim, others) ? claim : prove(claim, now);
  }
  const holders = holdersAgainst(claim, others);
  if (holders.length === 0) return claim;
  return { ...claim, noticeAt: holders.every(isProofBad) ? (claim.noticeAt ?? now) : null };
}

function learnTraffic(domainCase: DomainCase, claim: Claim): Claim {
  const look = known(domainCase.observations.traffic);
  const isCounted = look === null || look.at <= (claim.trafficLookAt ?? Number.NEGATIVE_INFINITY);
  if (isCounted || claim.liveAt === null || !isHolder(claim)) return claim;
  const { traffic, isTrafficOurs } = readFacts(domainCase);
  if (isTrafficOurs) return { ...claim, trafficLookAt: look.at, trafficBadSince: null, trafficBadCount: 0 };
  if (traffic.state !== 'elsewhere' && traffic.state !== 'none') return claim;
  return {
    ...claim,
    trafficLookAt: look.at,
    trafficBadSince: claim.trafficBadSince ?? look.at,
    trafficBadCount: claim.trafficBadCount + 1,
  };
}

function learnLife(domainCase: DomainCase, claim: Claim): Claim {
  if (claim.liveAt !== null || standingOf(claim, domainCase.now) !== 'proven') return claim;
  const { isCertificateReady, isProgrammed, isTrafficOurs, isServed } = readFacts(domainCase);
  const isLive = isCertificateReady && isProgrammed && isTrafficOurs && isServed;
  return isLive ? { ...claim, liveAt: domainCase.now } : claim;
}
