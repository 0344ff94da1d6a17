import './globals.css';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { GeistMono } from 'geist/font/mono';
import { GeistSans } from 'geist/font/sans';
import type { Metadata, Viewport } from 'next';
import { cookies, headers } from 'next/headers';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import type { ReactNode } from 'react';
import { parseTheme, themeCookie } from '@/components/shell/theme.ts';
import { Toaster } from '@/components/ui/toast.tsx';

export const metadata: Metadata = {
  title: { template: '%s · Signalbox', default: 'Signalbox' },
  description: 'Put services on the internet and see every light on the way.',
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f6f5f2' },
    { media: '(prefers-color-scheme: dark)', color: '#101214' },
  ],
};

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const theme = parseTheme((await cookies()).get(themeCookie)?.value);
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  return (
    <html
      lang="en"
      data-theme={theme === 'system' ? undefined : theme}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
    >
      <body>
        <CSPProvider nonce={nonce}>
          <NuqsAdapter>
            {children}
            <Toaster />
          </NuqsAdapter>
        </CSPProvider>
      </body>
    </html>
  );
}
