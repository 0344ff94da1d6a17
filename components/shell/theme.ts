const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** The cookie that carries the chosen theme, so that the server writes the right page at once and nothing flashes. */
export const themeCookie = 'signalbox-theme';

/** The theme that a cookie's value means; everything unknown follows the system. */
export function parseTheme(value: unknown): Theme {
  return themes.find((theme) => theme === value) ?? 'system';
}
