import type { FieldConflict } from '@/lib/gateway-api/route-change.ts';

/** Tells conflicts apart: one list can have several owners. */
export function conflictKey({ field, manager }: FieldConflict): string {
  return `${field} ${manager}`;
}
