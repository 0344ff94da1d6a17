import { mayKnowKind, mayKnowValue } from './controller-group.ts';
import { type Judgement, refused, unjudged, worstOf } from './expected-condition.ts';
import { asText, isPlainObject, objects, text } from './hostile.ts';
import type { Gateway } from './objects.ts';

const addressTypes: ReadonlySet<string> = new Set(['IPAddress', 'Hostname', 'NamedAddress']);

/**
 * Whether a Gateway's own fields, apart from its listeners, keep it from being accepted: its parameters and its addresses.
 * Null where they do not.
 *
 * @see Gateway API v1, GatewayInfrastructure.parametersRef, GatewaySpec.addresses, GatewayReasonUnsupportedAddress
 */
export function judgeGatewayFields(gateway: Gateway, controllerName: string | null): Judgement | null {
  const found = [...parametersOf(gateway, controllerName), ...addressesOf(gateway, controllerName)];
  return found.length === 0 ? null : worstOf(found, unjudged(''));
}

function parametersOf(gateway: Gateway, controllerName: string | null): readonly Judgement[] {
  const ref = gateway.spec?.infrastructure?.parametersRef;
  if (!isPlainObject(ref)) return [];
  const label = `${asText(ref.kind)} ${asText(ref.name)}`;
  // Controllers of the core group's ConfigMaps exist; whether this one is among them, and the ConfigMap there, is not known.
  const isConfigMap = ref.group === '' && ref.kind === 'ConfigMap';
  if (isConfigMap || mayKnowKind(controllerName, ref.group, ref.kind)) {
    return [unjudged(`Whether the parameters in ${label} are valid is for the controller to say.`)];
  }
  return [
    refused(
      'InvalidParameters',
      `${label} in ${asText(ref.group)} is of no kind that the controller takes parameters from.`,
    ),
  ];
}

/** Whether an address can be had is for the infrastructure to say; only a type that nobody knows is refused here. */
function addressesOf(gateway: Gateway, controllerName: string | null): readonly Judgement[] {
  return objects(gateway.spec?.addresses).flatMap((address) => {
    const type = text(address.type) ?? 'IPAddress';
    if (addressTypes.has(type)) return [];
    if (mayKnowValue(controllerName, type)) return [unjudged(`Type of address ${type} is the controller's own.`)];
    return [refused('UnsupportedAddress', `Type of address ${type} is not known.`)];
  });
}
