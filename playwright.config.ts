import { defineConfig } from '@playwright/test';
import { chromiumArguments, findChromium } from './scripts/find-chromium.ts';

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  workers: 1,
  fullyParallel: false,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json']],
  use: {
    baseURL: process.env.SIGNALBOX_URL ?? 'http://localhost:3000',
    headless: true,
    launchOptions: { executablePath: findChromium(), args: [...chromiumArguments] },
    viewport: { width: 1400, height: 900 },
    trace: 'retain-on-failure',
  },
});
