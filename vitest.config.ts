import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  resolve: { alias: { '@': root }, conditions: ['react-server', 'node', 'import', 'default'] },
  ssr: { resolve: { conditions: ['react-server', 'node', 'import', 'default'] } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          testTimeout: 30_000, // starting an embedded database takes seconds on a busy machine
          include: ['{lib,components,sandbox,scripts}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.cluster.test.ts', '**/node_modules/**', '.signalbox/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'cluster',
          include: ['lib/**/*.cluster.test.ts', 'e2e/**/*.cluster.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          maxConcurrency: 12, // they wait for others most of the time
        },
      },
    ],
  },
});
