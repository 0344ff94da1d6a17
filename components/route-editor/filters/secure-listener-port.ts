import { parentName } from '@/lib/gateway-api/attachment.ts';
import { namespaceOf, objects } from '@/lib/gateway-api/hostile.ts';
import type { ListenerChoice } from '@/lib/gateway-api/listener-picker.ts';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';

/** The port on which the Gateways of a route serve https, or null when there is none or more than one such port. */
export function secureListenerPort(listeners: readonly ListenerChoice[], draft: HttpRoute): number | null {
  const parents = objects(draft.spec?.parentRefs).map((ref) => parentName(ref, namespaceOf(draft)));
  const ports = listeners
    .filter(({ protocol, gateway, listenerSet }) => {
      const owners = [gateway, ...(listenerSet ? [listenerSet] : [])];
      return (
        protocol === 'HTTPS' &&
        parents.some(({ namespace, name }) => owners.some((one) => one.namespace === namespace && one.name === name))
      );
    })
    .map(({ port }) => port);
  const [first] = ports;
  return first !== undefined && ports.every((port) => port === first) ? first : null;
}
