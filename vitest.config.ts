import { defineConfig } from 'vitest/config'
import SlowestFiles from './test/helpers/slowest-files.ts'
import SlowestFirst from './test/helpers/slowest-first.ts'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/helpers/build.ts'],
    setupFiles: ['test/helpers/chance.ts'],
    pool: 'threads',
    // Nothing here keeps state in a module, and loading zod and faker once per file would take most of the time.
    isolate: false,
    // One less than there are cores is one, on two.
    maxWorkers: 2,
    // Nothing here takes long; a machine that is busy with something else may.
    testTimeout: 180_000,
    reporters: ['default', 'json', new SlowestFiles()],
    sequence: { sequencer: SlowestFirst },
    outputFile: { json: '.test-results.json' },
  },
})
