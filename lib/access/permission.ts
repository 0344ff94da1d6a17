import { assertNever } from '../outcome.ts';
import type { Role } from './viewer.ts';

/** Everything that somebody can be allowed to do in a team. */
export type Permission =
  | 'team:read'
  | 'route:read'
  | 'route:check'
  | 'route:write'
  | 'domain:read'
  | 'domain:write'
  | 'domain:decide';

/**
 * Whether a role in a team includes a permission. A platform admin who is not a member sees everything and
 * changes nothing, but decides about claims, which nobody else may.
 *
 * @param role null for somebody without a role in the team
 */
export function isAllowed(permission: Permission, role: Role | null, isPlatformAdmin: boolean): boolean {
  switch (permission) {
    case 'team:read':
    case 'route:read':
    case 'route:check':
    case 'domain:read':
      return role !== null || isPlatformAdmin;
    case 'route:write':
    case 'domain:write':
      return role === 'editor' || role === 'admin';
    case 'domain:decide':
      return isPlatformAdmin;
    default:
      return assertNever(permission);
  }
}
