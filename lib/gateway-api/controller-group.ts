import { text } from './hostile.ts';

/** Kinds that standards define for many controllers to read; whether one does is for that controller to say. */
const sharedKinds: ReadonlySet<string> = new Set([
  'multicluster.x-k8s.io/ServiceImport',
  'inference.networking.k8s.io/InferencePool',
]);

/**
 * Whether a controller may well know a kind that the Gateway API does not define: controllers read kinds of groups under
 * their own domain (`gateway.envoyproxy.io/gatewayclass-controller` those of `gateway.envoyproxy.io`), and shared standards.
 * Of other kinds a conformant controller says that it does not support them.
 *
 * @see Gateway API v1, GatewayController: a path that begins with a domain that the controller's maker owns
 */
export function mayKnowKind(controllerName: string | null, group: unknown, kind: unknown): boolean {
  const ownGroup = text(group) ?? '';
  if (sharedKinds.has(`${ownGroup}/${text(kind)}`)) return true;
  return mayOwn(controllerName, ownGroup);
}

/** The same for a value with a domain before its slash, like a protocol or a type of address of the controller's own. */
export function mayKnowValue(controllerName: string | null, value: string): boolean {
  return value.includes('/') && mayOwn(controllerName, value.split('/')[0] ?? '');
}

function mayOwn(controllerName: string | null, domain: string): boolean {
  if (controllerName === null || !domain.includes('.')) return false;
  return makerOf(domain) === makerOf(controllerName.split('/')[0] ?? '');
}

/** The last two labels without regard to their order, since some controllers write their domain backwards (`io.cilium`). */
function makerOf(domain: string): string {
  return domain.toLowerCase().split('.').slice(-2).toSorted().join('.');
}
