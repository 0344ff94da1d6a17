import 'server-only';
import { config } from '../config.ts';
import { type Attachment, type Claim, hostnameOfClaim } from '../domains/claim.ts';
import { namespaceOf } from '../gateway-api/hostile.ts';
import { coversHostname } from '../gateway-api/hostname.ts';
import { admits, listenersOfGateway, objectKey } from '../gateway-api/listeners.ts';
import type { Gateway } from '../gateway-api/objects.ts';
import type { ClusterSnapshot } from '../gateway-api/snapshot.ts';

type Wish = Pick<Claim, 'name' | 'scope' | 'origin'>;
type Strategy = Attachment['strategy'];

/**
 * Where the objects of a claim are to be made: at the first Gateway for which the platform chose a way that suits the name, else at the
 * first that takes ListenerSets from the namespace. A name of the platform's own needs none where a listener covers it already.
 *
 * @returns null when no Gateway takes the name
 */
export function chooseAttachment(wish: Wish, namespace: string, snapshot: ClusterSnapshot): Attachment | null {
  const { strategies } = config().domains;
  const gateways = [...snapshot.gateways].toSorted(([a], [b]) => a.localeCompare(b)).map(([, gateway]) => gateway);
  const chosen = [...strategies].flatMap(([key, strategy]) => {
    const gateway = snapshot.gateways.get(key);
    return gateway === undefined ? [] : [{ gateway, strategy }];
  });
  const unchosen = gateways.filter((gateway) => !strategies.has(keyOf(gateway)));
  const candidates = [...chosen, ...unchosen.map((gateway) => ({ gateway, strategy: 'listener-set' as const }))];
  for (const { gateway, strategy } of candidates) {
    const suiting = suit(wish, namespace, { gateway, strategy, snapshot });
    if (suiting === null) continue;
    const name = { namespace: namespaceOf(gateway), name: gateway.metadata.name };
    return { strategy: suiting, gateway: name, namespace };
  }
  return null;
}

function suit(
  wish: Wish,
  namespace: string,
  { gateway, strategy, snapshot }: { gateway: Gateway; strategy: Strategy; snapshot: ClusterSnapshot },
): Strategy | null {
  const isCovered = covers(gateway, hostnameOfClaim(wish));
  if (isCovered && (strategy === 'covered' || wish.origin === 'platform')) return 'covered';
  if (strategy === 'covered') return null;
  if (strategy === 'shared-listener') return strategy;
  const allowed = gateway.spec?.allowedListeners?.namespaces;
  return admits(allowed, namespaceOf(gateway), namespace, snapshot, 'None') ? strategy : null;
}

/** A listener for every hostname has a certificate for some only: it covers nothing that a claim could rest on. */
function covers(gateway: Gateway, hostname: string): boolean {
  return listenersOfGateway(gateway).some(
    (listener) =>
      listener.protocol === 'HTTPS' && listener.hostname !== null && coversHostname(listener.hostname, hostname),
  );
}

function keyOf(gateway: Gateway): string {
  return objectKey({ namespace: namespaceOf(gateway), name: gateway.metadata.name });
}
