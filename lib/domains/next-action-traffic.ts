import { timeToken } from '../signals/verdict.ts';
import { listed } from './diagnosis.ts';
import type { WantedRecord } from './domain-row.ts';
import { known } from './facts.ts';
import { type Action, byFinding, these } from './next-action-finding.ts';
import { obstacles, trafficRecords } from './records.ts';
import { findingOf, hasOwnRoute, nameWords, placeWords, type RowCase } from './row-case.ts';

/** What to do when everything is ready but the record that leads visitors here. */
export function switchTraffic(row: RowCase): Action {
  const { facts, provider, claim, isApex } = row;
  if (claim.origin === 'platform') return publish(row);
  const blocker = findingOf(row, 'D06', 'D05');
  const records = [...trafficRecords(row), ...obstacles(row)];
  if (facts.traffic.state === 'hidden' && blocker?.code === 'D05') return byFinding(row, blocker);
  const isNew = facts.traffic.state === 'none';
  const change = isNew ? `add ${these(records)}` : changeWords(row, records);
  const proxy = provider?.proxySwitch == null ? '' : ` Set \`${provider.proxySwitch}\`.`;
  const root = isApex ? ` ${rootWords(row, records)}` : '';
  const until = keptUntil(row);
  const old = until === null ? '' : ` Resolvers may give the old answer until ${timeToken(until)}.`;
  const what = claim.scope === 'wildcard' ? `everything below ${claim.name}` : nameWords(row);
  return {
    title: `Safe to switch: point ${row.unicode} here`,
    text: `${placeWords(row)}, ${change}. The certificate for ${what} is ready${isNew ? '' : ': visitors notice nothing'}.${proxy}${root}${old}`,
    records,
    found: isNew ? null : foundTraffic(row),
    isYours: true,
    isForDns: true,
  };
}

/** In the platform's zones ExternalDNS writes the record, once a route asks for it. */
function publish(row: RowCase): Action {
  const finding = findingOf(row, 'E01', 'E02', 'E04', 'C04');
  if (finding !== null) return byFinding(row, finding);
  const late = findingOf(row, 'E05');
  if (late?.severity === 'problem') return byFinding(row, late);
  const isRouted = hasOwnRoute(row);
  return {
    title: isRouted ? 'Nothing to do: the record is being written' : 'Put a route behind the name',
    text: isRouted
      ? `ExternalDNS writes the record of ${nameWords(row)}; it takes a minute or two.`
      : `${nameWords(row)} is yours. It gets its record in DNS as soon as a route with this hostname is accepted.`,
    records: [],
    found: null,
    isYours: !isRouted,
    isForDns: false,
  };
}

/** How to get from what is there to what is wanted without a moment in which there is nothing. */
function changeWords({ facts, provider, settings }: RowCase, records: readonly WantedRecord[]): string {
  const [wanted] = records;
  const { cname, addresses } = facts.traffic;
  if (wanted?.type !== 'CNAME' || cname !== null || addresses.length === 0)
    return `set ${these(records)} in place of what is there`;
  const types = [...new Set(addresses.map((address) => (address.includes(':') ? 'AAAA' : 'A')))];
  const who = provider === null ? 'the provider' : provider.name;
  const four = settings.gatewayAddresses.find((address) => !address.includes(':'));
  const isPlainA = types.length === 1 && types[0] === 'A' && four !== undefined;
  const otherwise = isPlainA ? `; if it refuses, keep the A record and set it to \`${four}\`` : '';
  return `replace the ${listed(types)} ${types.length === 1 ? 'record' : 'records'} by this CNAME, in one step if ${who} can${otherwise}`;
}

function rootWords({ provider, claim, settings }: RowCase, records: readonly WantedRecord[]): string {
  const root = claim.name;
  switch (provider?.apex) {
    case 'ALIAS':
      return `At the root of ${root} an ALIAS record follows us when our addresses change.`;
    case 'ANAME':
      return `${provider.name} calls the ALIAS record ANAME.`;
    case 'flattened CNAME':
      return `${provider.name} takes a CNAME at the root and answers with our addresses.`;
    default:
      return records.some(({ type }) => type === 'A')
        ? `At the root of ${root} no CNAME can stand, so it gets our addresses; should they change, you are told here. If the provider has ALIAS or ANAME records, use one for \`${settings.gatewayNames[0] ?? 'the Gateway'}\` instead.`
        : `At the root of ${root} no CNAME can stand: use an ALIAS or ANAME record.`;
  }
}

/** What stands at the name now, as records; null when nothing does or nobody could be asked. */
export function foundTraffic({ facts }: RowCase): string | null {
  const { cname, addresses } = facts.traffic;
  if (cname !== null) return `CNAME ${facts.hostname} → ${cname}`;
  if (addresses.length === 0) return null;
  return addresses.map((one) => `${one.includes(':') ? 'AAAA' : 'A'} ${facts.hostname} → ${one}`).join(', ');
}

/** How long resolvers that were asked may keep the answer that they have now. */
function keptUntil({ observations, now }: RowCase): number | null {
  const look = known(observations.traffic);
  if (look === null) return null;
  const ends = look.answers.flatMap((answer) => {
    if (answer.kind !== 'recursive' || answer.state !== 'answered') return [];
    const seconds =
      answer.records.length === 0
        ? answer.negativeTtlSeconds
        : Math.max(...answer.records.map(({ ttlSeconds }) => ttlSeconds));
    return seconds === null ? [] : [look.at + seconds * 1_000];
  });
  const last = ends.length === 0 ? null : Math.max(...ends);
  return last !== null && last > now ? last : null;
}
