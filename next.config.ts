import type { NextConfig } from 'next';

const config: NextConfig = {
  output: 'standalone',
  poweredByHeader: false,
  reactStrictMode: true,
  // A keystroke draws only what it changes: docs/adr/0011-components-are-memoised-by-the-compiler.md
  reactCompiler: true,
  // `npm run check` does it, in a tenth of the time and over everything.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['@electric-sql/pglite', 'pglite-prisma-adapter', 'pino'],
  outputFileTracingIncludes: {
    '/*': [
      './prisma/migrations/**',
      './node_modules/@prisma/schema-engine-wasm/**',
      './node_modules/@electric-sql/pglite/dist/**',
    ],
  },
  outputFileTracingExcludes: { '/*': ['./sandbox/**', './.signalbox/**', './e2e/**', './docs/**'] },
};

export default config;
