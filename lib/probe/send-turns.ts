import 'server-only';
import { processWide } from '../process-wide.ts';

const perWindow = 20;
const windowMs = 30_000;
const maxPeople = 10_000;

/** Whether somebody may send one more request now: a portal is no load generator. */
export function takeTurn(userId: string, now: number): boolean {
  const turns = processWide('send-turns', () => new Map<string, readonly number[]>());
  if (turns.size > maxPeople) turns.clear();
  const recent = (turns.get(userId) ?? []).filter((at) => now - at < windowMs);
  if (recent.length >= perWindow) return false;
  turns.set(userId, [...recent, now]);
  return true;
}
