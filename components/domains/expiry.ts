const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** How long something still lasts, in words: `61 days left`, `5 h left`, `expired`. */
export function lifeLeft(notAfter: number, now: number): string {
  const left = notAfter - now;
  if (left <= 0) return 'expired';
  if (left >= 2 * dayMs) return `${Math.floor(left / dayMs)} days left`;
  if (left >= hourMs) return `${Math.floor(left / hourMs)} h left`;
  return `${Math.max(1, Math.floor(left / minuteMs))} min left`;
}

/** How soon something happens, in words: `in 6 s`, `in 4 min`, `now`. */
export function timeUntil(at: number, now: number): string {
  const left = at - now;
  if (left <= 0) return 'now';
  if (left < minuteMs) return `in ${Math.ceil(left / 1_000)} s`;
  if (left < hourMs) return `in ${Math.round(left / minuteMs)} min`;
  if (left < 2 * dayMs) return `in ${Math.round(left / hourMs)} h`;
  return `in ${Math.round(left / dayMs)} days`;
}
