import { backendName, weightOf } from '../gateway-api/backends.ts';
import { backendLabel } from '../gateway-api/describe.ts';
import type { BackendRef, HttpRouteRule } from '../gateway-api/objects.ts';
import type { Issue, Path } from '../outcome.ts';
import { isBackendGranted, type ValidationContext } from './context.ts';
import { entriesAt, finding, quote, tooMany } from './finding.ts';

/** Judges the backends of one rule: that they exist, may be reached, and how traffic is shared among them. */
export function checkBackends(
  rule: HttpRouteRule,
  rulePath: Path,
  context: ValidationContext,
  namespace: string,
): readonly Issue[] {
  const path: Path = [...rulePath, 'backendRefs'];
  const { entries, issues } = entriesAt(rule.backendRefs, path);
  const refs = entries.map(({ value }) => value);
  return [
    ...issues,
    ...tooMany('backend.too-many', refs, 16, path, 'backends'),
    ...entries.flatMap((entry) => [
      ...checkWeight(entry.value, [...entry.path, 'weight']),
      ...checkBackendTarget(entry.value, entry.path, context, namespace),
    ]),
    ...(refs.length > 0 && refs.every((ref) => ref.weight === 0)
      ? [finding('weight.all-zero', path, 'Every backend of the rule has weight 0.')]
      : []),
    ...checkShares(refs, path),
  ];
}

/** Shares of weights that are refused mean nothing. */
function checkShares(refs: readonly BackendRef[], path: Path): readonly Issue[] {
  if (refs.some((ref) => weightOf(ref) > 1_000_000)) return [];
  const sum = refs.reduce((total, ref) => total + weightOf(ref), 0);
  return refs.flatMap((ref, index) => {
    const weight = weightOf(ref);
    if (weight === 0 || weight / sum >= 0.01) return [];
    const percent = ((weight / sum) * 100).toPrecision(1);
    const message = `${backendLabel(ref)} gets about ${Number(percent)} % of the requests (${weight} of ${sum.toLocaleString('en')}).`;
    return [finding('weight.tiny', [...path, index, 'weight'], message)];
  });
}

function checkWeight(ref: BackendRef, path: Path): readonly Issue[] {
  const weight: unknown = ref.weight;
  const name = backendLabel(ref);
  if (weight === undefined || weight === null) return [];
  if (typeof weight !== 'number' || Number.isNaN(weight)) {
    return [finding('weight.not-a-number', path, `The weight of ${name} is ${quote(weight)}, which is not a number.`)];
  }
  if (weight < 0) return [finding('weight.negative', path, `The weight of ${name} is ${weight}.`)];
  if (weight > 1_000_000) {
    return [
      finding(
        'weight.too-large',
        path,
        `The weight of ${name} is ${weight.toLocaleString('en')}, the limit is 1,000,000.`,
      ),
    ];
  }
  if (!Number.isInteger(weight)) return [finding('weight.fraction', path, `The weight of ${name} is ${weight}.`)];
  return [];
}

/** Judges whether what a reference names exists and may be reached, for backends and mirrors. */
export function checkBackendTarget(
  ref: BackendRef,
  path: Path,
  context: ValidationContext,
  from: string,
): readonly Issue[] {
  const target = backendName(ref, from);
  if (target.name === '') return [finding('backend.name-missing', [...path, 'name'], 'A backend names no Service.')];
  const granted = isBackendGranted(context, from, target);
  const grantIssues =
    granted === false
      ? [
          finding(
            'backend.not-granted',
            path,
            `No ReferenceGrant in ${target.namespace} lets routes of ${from} reach ${target.name}.`,
          ),
        ]
      : [];
  if (target.group !== '' || target.kind !== 'Service') return grantIssues;
  return [...grantIssues, ...checkPort(ref, path, context, target)];
}

function checkPort(
  ref: BackendRef,
  path: Path,
  context: ValidationContext,
  target: { readonly namespace: string; readonly name: string },
): readonly Issue[] {
  const at: Path = [...path, 'port'];
  const port: unknown = ref.port;
  const label = `Service ${target.name} in ${target.namespace}`;
  const service = context.services.find((one) => one.name === target.name && one.namespace === target.namespace);
  const offers = (service?.ports ?? []).map((one) => one.port).join(', ') || 'none';
  if (port === undefined || port === null) {
    const fix = service === undefined ? undefined : `Choose a port: ${offers}.`;
    return [finding('backend.port-missing', at, `The backend ${target.name} has no port.`, fix)];
  }
  if (typeof port !== 'number' || !Number.isInteger(port) || port < 1 || port > 65_535) {
    return [finding('backend.port-range', at, `${quote(port)} is not a port.`)];
  }
  if (service === undefined) {
    if (!context.servicesKnownIn.includes(target.namespace)) return [];
    return [finding('backend.no-service', [...path, 'name'], `${label} does not exist.`)];
  }
  const found = service.ports.find((one) => one.port === port);
  if (found === undefined) return [finding('backend.no-port', at, `${label} has no port ${port}; it has ${offers}.`)];
  if (found.readyEndpoints > 0) return [];
  const total = found.totalEndpoints;
  const words = total === 0 ? 'no endpoint at all' : `none of its ${total} endpoints ready`;
  return [finding('backend.no-endpoints', [...path, 'name'], `${label} has ${words}.`)];
}
