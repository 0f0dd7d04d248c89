import { defineConfig } from 'vitest/config';

// Each kind of proof is a project: `npx vitest run --project unit`.
const project = (name: string, include: string, testTimeout: number, parallel = true) => ({
  extends: true as const,
  test: {
    name,
    include: [include],
    testTimeout,
    hookTimeout: Math.max(testTimeout, 120_000),
    // What is waited for comes when it comes: a busy machine is no failure of the program.
    expect: { poll: { timeout: 10_000 } },
    fileParallelism: parallel,
    // The guest machine wants the processors for itself, as do those who would share them with it.
    sequence: { groupOrder: name === 'usb-vm' ? 1 : 0 },
    globalSetup: ['tests/support/build.mjs'],
  },
});

export default defineConfig({
  test: {
    pool: 'forks',
    projects: [
      project('unit', 'tests/unit/**/*.test.ts', 20_000),
      project('integration', 'tests/integration/**/*.test.ts', 60_000),
      project('conformance', 'tests/conformance/**/*.test.ts', 60_000, false),
      project('faults', 'tests/faults/**/*.test.ts', 900_000, false),
      project('e2e', 'tests/e2e/**/*.test.ts', 180_000, false),
      project('usb-vm', 'tests/usb-vm/**/*.test.ts', 300_000, false),
      project('packaging', 'tests/packaging/**/*.test.ts', 300_000, false),
    ],
  },
});
