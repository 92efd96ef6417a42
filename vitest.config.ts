import { setFlagsFromString } from 'node:v8'
import { defineConfig } from 'vitest/config'
import LongestFirst from './test/helpers/longest-first.ts'
import { PROGRAMS } from './test/helpers/programs.ts'
import SlowestFiles from './test/helpers/slowest-files.ts'

// Nothing here leaves this machine: without a network's own authorities to read, each child that is Node starts 75 ms sooner.
delete process.env.NODE_EXTRA_CA_CERTS

// Tests make much that is soon garbage: with more room for it, the collector runs less often and has less to copy. MB.
setFlagsFromString('--min-semi-space-size=32')
setFlagsFromString('--max-semi-space-size=64')
// Of a few seconds of work, V8's optimizing compiler takes more time than it saves: it starts later than in a server.
setFlagsFromString('--interrupt-budget=1000000')

export default defineConfig({
  test: {
    globalSetup: ['test/helpers/build.ts'],
    setupFiles: ['test/helpers/chance.ts'],
    pool: 'threads',
    // Nothing here keeps state in a module, and loading zod and faker once per file would take most of the time.
    isolate: false,
    // One less than there are cores is one, on two.
    maxWorkers: 2,
    // Nothing here takes long; a machine that is busy with something else may.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Looking again costs less than a thread that waits.
    expect: { poll: { timeout: 60_000, interval: 5 } },
    reporters: ['default', 'json', new SlowestFiles()],
    // Keeps what TypeScript was turned into, which halves the start of the next run.
    experimental: { fsModuleCache: true },
    sequence: { sequencer: LongestFirst },
    outputFile: { json: '.test-results.json' },
    projects: [
      { extends: true, test: { name: 'suite', include: ['test/**/*.test.ts'], exclude: [...PROGRAMS] } },
      {
        extends: true,
        test: {
          name: 'programs',
          include: [...PROGRAMS],
          globalSetup: ['test/helpers/real-python.ts'],
          // Mostly they wait for their children. --maxWorkers says nothing, since a project inherits the number above;
          // VITEST_MAX_WORKERS=4 tries another.
          maxWorkers: 3,
          // Projects with different numbers run one after the other, when both are asked for.
          sequence: { sequencer: LongestFirst, groupOrder: 1 },
        },
      },
    ],
  },
})
