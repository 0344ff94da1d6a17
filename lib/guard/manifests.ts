import type { KubeObject } from '../rbac/kube-object.ts';
import { grantDefinition } from './grant-definition.ts';
import type { GuardOptions } from './options.ts';
import { guardBinding, guardPolicy } from './policy.ts';
import { guardRights } from './rights.ts';

/** Everything that a cluster needs for the guard, in the order of applying it. */
export function guardManifests(options: GuardOptions): readonly KubeObject[] {
  return [grantDefinition(), ...guardRights(options), guardPolicy(options), guardBinding(options)];
}
