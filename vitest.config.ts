import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/helpers/build.ts'],
    pool: 'threads',
    // Nothing here keeps state in a module, and loading zod and faker once per file would take most of the time.
    isolate: false,
    reporters: ['default', 'json'],
    outputFile: { json: '.test-results.json' },
  },
})
