'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { MenuRadioGroup } from '@/components/ui/menu.tsx';
import { parseTheme, type Theme, themeCookie } from './theme.ts';

const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function currentTheme(): Theme {
  return parseTheme(document.documentElement.dataset.theme);
}

/** Applies a theme at once and remembers it for a year. */
function chooseTheme(theme: Theme): void {
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in browsers that we support
  document.cookie = `${themeCookie}=${theme}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
  for (const notify of listeners) notify();
}

const icon = 'size-3.5 text-ink-3';
const options = [
  { value: 'light', label: 'Light', icon: <Sun aria-hidden="true" className={icon} /> },
  { value: 'dark', label: 'Dark', icon: <Moon aria-hidden="true" className={icon} /> },
  { value: 'system', label: 'As the system', icon: <Monitor aria-hidden="true" className={icon} /> },
] as const;

/** The choice of theme, as part of a menu. */
export function ThemeChoice() {
  const theme = useSyncExternalStore<Theme>(subscribe, currentTheme, () => 'system');
  return <MenuRadioGroup<Theme> label="Theme" value={theme} onChange={chooseTheme} options={options} />;
}
