import { lines, text, texts } from './expression-text.ts';
import { type GuardOptions, reservedNames } from './options.ts';

const gatewayGroup = "p.?group.orValue('gateway.networking.k8s.io')";
export const isService = `${gatewayGroup} == '' && p.?kind.orValue('Gateway') == 'Service'`;
const isOwnListenerSet = [
  `${gatewayGroup} == 'gateway.networking.k8s.io'`,
  "p.?kind.orValue('Gateway') == 'ListenerSet'",
  'p.?namespace.orValue(request.namespace) == request.namespace',
].join(' && ');

/** The variables of the policy. Each is evaluated when first used, with a budget of its own. */
export function variables(options: GuardOptions) {
  return [
    { name: 'isListenerSet', expression: "request.resource.resource == 'listenersets'" },
    { name: 'granted', expression: listOf('hostnames') },
    { name: 'lost', expression: listOf('lost') },
    ...suffixVariable(options),
    ...['object', 'oldObject'].flatMap((object) => {
      const suffix = object === 'object' ? '' : 'Before';
      return [
        { name: `hostnames${suffix}`, expression: hostnamesOf(object) },
        { name: `names${suffix}`, expression: namesOf(`variables.hostnames${suffix}`) },
        { name: `offers${suffix}`, expression: offersOf(object, suffix) },
        { name: `parents${suffix}`, expression: parentsOf(object) },
        { name: `usesDefaults${suffix}`, expression: usesDefaultGateways(object) },
      ];
    }),
    { name: 'narrows', expression: narrows },
    { name: 'inherits', expression: inherits },
    ...reservedVariable(options),
    { name: 'unproven', expression: each(isUnproven(options)) },
    { name: 'lostNames', expression: `variables.unproven.filter(n, ${isIn('variables.lost')})` },
    {
      name: 'lostBefore',
      expression: lines(`variables.namesBefore.filter(n, (${isUnproven(options)})`, `&& ${isIn('variables.lost')})`),
    },
    { name: 'takesLostNameAway', expression: takesLostNameAway },
  ];
}

/** No name and no parent that was not there before. Giving up the last name is none: a route without names takes all. */
const narrows = lines(
  'oldObject != null',
  '&& (size(variables.names) == 0) == (size(variables.namesBefore) == 0)',
  '&& variables.offers.all(o, o in variables.offersBefore)',
  '&& variables.parents.all(p, p in variables.parentsBefore)',
  '&& (!variables.usesDefaults || variables.usesDefaultsBefore)',
);

/** A route without hostnames takes those of its listeners, which were judged where they are of this namespace. */
const inherits = lines(
  '!variables.isListenerSet && !variables.usesDefaults && size(variables.parents) > 0',
  `&& variables.parents.all(p, (${isOwnListenerSet})`,
  `|| (${isService}))`,
);

const takesLostNameAway = lines(
  'variables.lostNames.size() < variables.lostBefore.size()',
  '&& (variables.isListenerSet',
  '? object.spec.listeners.all(l, l in oldObject.spec.listeners)',
  ': object.?spec.?rules == oldObject.?spec.?rules)',
);

/** To be searched with `in`, which costs little; a comparison per name in CEL itself would cost more than an expression may. */
function listOf(field: 'hostnames' | 'lost'): string {
  return `params == null ? [] : dyn(params.?spec.?${field}.orValue([]))`;
}

function suffixVariable({ teamSuffix }: GuardOptions) {
  if (teamSuffix === null) return [];
  const label = `namespaceObject.metadata.?labels[?${text(teamSuffix.namespaceLabel)}]`;
  return [{ name: 'team', expression: `${label}.orValue('')` }];
}

function isUnproven({ teamSuffix }: GuardOptions): string {
  const proven = isIn('variables.granted');
  if (teamSuffix === null) return `n != '' && !${proven}`;
  const below = `variables.team != '' && n.endsWith('.' + variables.team + ${text(`.${teamSuffix.zone}`)})`;
  return lines(`n != '' && !${proven}`, `&& !(${below})`);
}

export function reservedVariable(options: GuardOptions) {
  const { names, subtrees } = reservedNames(options);
  if (names.length === 0) return [];
  const isBelow = `${texts(subtrees)}.exists(r, n == r || n.endsWith('.' + r))`;
  return [{ name: 'reserved', expression: each(lines(`n in ${texts(names)}`, `|| ${isBelow}`)) }];
}

/** Whether a list has `n` or a wildcard above it: `x.y.a.test` is looked up as itself, `*.y.a.test`, `*.a.test` and `*.test`. */
function isIn(list: string): string {
  return `(n in ${list} || n.split('.').exists(i, l, i > 0 && '*.' + n.split('.', i + 1)[i] in ${list}))`;
}

function each(condition: string): string {
  return `variables.names.filter(n, ${condition})`;
}

function hostnamesOf(object: string): string {
  const ofListeners = `${object}.spec.listeners.map(l, l.?hostname.orValue(''))`;
  return perKind(object, ofListeners, `${object}.?spec.?hostnames.orValue([])`);
}

/** Of a ListenerSet each once: HTTP and HTTPS are two entries. A TLSRoute has up to 1,024, too many to compare among themselves. */
function namesOf(hostnames: string): string {
  const distinct = `${hostnames}.transformList(i, n, ${hostnames}.indexOf(n) == i, n)`;
  return lines(`variables.isListenerSet ? ${distinct}`, `: ${hostnames}`);
}

/** Where a name is offered: a listener that moves to another port offers it anew. */
function offersOf(object: string, suffix: string): string {
  const offer = "l.name + ' ' + l.?hostname.orValue('') + ' ' + string(l.?port.orValue(0)) + ' ' + l.protocol";
  return perKind(object, `${object}.spec.listeners.map(l, ${offer})`, `variables.hostnames${suffix}`);
}

function parentsOf(object: string): string {
  return perKind(object, `[${object}.spec.parentRef]`, `${object}.?spec.?parentRefs.orValue([])`);
}

function perKind(object: string, ofListenerSet: string, ofRoute: string): string {
  const nothing = object === 'oldObject' ? ['oldObject == null ? []', ': '] : ['', ''];
  return lines(nothing[0], `${nothing[1]}variables.isListenerSet ? ${ofListenerSet}`, `: ${ofRoute}`);
}

/** @see Gateway API, experimental channel: a route without parents can ask for the default Gateways */
export function usesDefaultGateways(object: string): string {
  const uses = `${object}.?spec.?useDefaultGateways.orValue('None') != 'None'`;
  return object === 'oldObject' ? `oldObject != null && ${uses}` : uses;
}
