import { type KubeObject, managedLabels } from '../rbac/kube-object.ts';
import { lines, text, texts } from './expression-text.ts';
import { grantApi, grantName } from './grant.ts';
import { guardedResources } from './guarded-object.ts';
import { type GuardOptions, guardLabel, guardLabelOff } from './options.ts';
import { isService, reservedVariable, usesDefaultGateways, variables } from './policy-variables.ts';
import { fixedWords, mostListedNames, wordsAfterNames } from './refusal-words.ts';

export const admissionApi = 'admissionregistration.k8s.io/v1';
export const policyName = 'signalbox-hostnames';

/**
 * The guard's rule for the API server: what `judge` does, in CEL. Needs Kubernetes 1.33 or newer.
 *
 * Before mode `deny` it fails open: an API server that cannot find the grants refuses under `Fail` whatever the binding says, and a trial must
 * not stop a living cluster.
 */
export function guardPolicy(options: GuardOptions, name: string = policyName): KubeObject {
  return {
    apiVersion: admissionApi,
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name, labels: managedLabels },
    spec: {
      failurePolicy: options.mode === 'deny' ? 'Fail' : 'Ignore',
      paramKind: { apiVersion: `${grantApi.group}/${grantApi.version}`, kind: grantApi.kind },
      matchConstraints: {
        resourceRules: [
          {
            apiGroups: ['gateway.networking.k8s.io'],
            apiVersions: ['*'],
            operations: ['CREATE', 'UPDATE'],
            resources: guardedResources,
          },
        ],
      },
      matchConditions: matchConditions(options),
      variables: variables(options),
      validations: validations(options),
    },
  };
}

/**
 * Where the rule holds and what happens: every namespace but those that are labelled as the platform's own. A namespace without a grant is
 * refused in mode `deny`, in the API server's words.
 */
export function guardBinding({ mode }: GuardOptions, name: string = policyName): KubeObject {
  return {
    apiVersion: admissionApi,
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name, labels: managedLabels },
    spec: {
      policyName: name,
      validationActions: validationActions[mode],
      paramRef: { name: grantName, parameterNotFoundAction: mode === 'deny' ? 'Deny' : 'Allow' },
      matchResources: {
        namespaceSelector: { matchExpressions: [{ key: guardLabel, operator: 'NotIn', values: [guardLabelOff] }] },
      },
    },
  };
}

const validationActions = { audit: ['Audit'], warn: ['Warn', 'Audit'], deny: ['Deny', 'Audit'] } as const;

/** Conditions know no variables, and what they let pass costs next to nothing. */
function matchConditions({ components }: GuardOptions) {
  return [
    ...(components.length === 0
      ? []
      : [{ name: 'not-a-component', expression: `!(request.userInfo.username in ${texts(components)})` }]),
    { name: 'changes-the-spec', expression: 'oldObject == null || object.?spec != oldObject.?spec' },
    {
      // Of a mesh are the names of Services. What an update detaches carries nothing until it is attached again.
      name: 'attaches-to-a-gateway',
      expression: lines(
        "request.resource.resource == 'listenersets'",
        `|| ${usesDefaultGateways('object')}`,
        '|| (size(object.?spec.?parentRefs.orValue([])) == 0',
        "? request.operation == 'CREATE'",
        `: !object.spec.parentRefs.all(p, ${isService}))`,
      ),
    },
  ];
}

function validations(options: GuardOptions) {
  return [
    {
      expression: lines(
        'variables.narrows || (variables.isListenerSet',
        "? !('' in variables.names)",
        ': size(variables.names) > 0 || variables.inherits)',
      ),
      message: fixedWords.route,
      messageExpression: lines(`variables.isListenerSet ? ${text(fixedWords.listener)}`, `: ${text(fixedWords.route)}`),
    },
    ...(reservedVariable(options).length === 0
      ? []
      : [validation('reserved', 'variables.narrows || size(variables.reserved) == 0', 'variables.reserved')]),
    validation('not-proven', 'variables.narrows || size(variables.unproven) == 0', 'variables.unproven'),
    validation(
      'lost',
      '!variables.narrows || size(variables.lostNames) == 0 || variables.takesLostNameAway',
      'variables.lostNames',
    ),
  ];
}

/** An API server shows a message of at most 5 KiB; where it can make none, `message` stands. */
function validation(code: keyof typeof wordsAfterNames, expression: string, names: string) {
  const [one, several] = wordsAfterNames[code];
  return {
    expression,
    message: `A hostname ${one}`,
    messageExpression: lines(
      `(size(${names}) <= ${mostListedNames} ? ${names}.join(', ')`,
      `: ${names}[0] + ' and ' + string(size(${names}) - 1) + ' more')`,
      `+ (size(${names}) == 1 ? ${text(` ${one}`)}`,
      `: ${text(` ${several}`)})`,
    ),
  };
}
