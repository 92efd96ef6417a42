import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { startSimulator } from '../../src/simulator/index.ts'
import { settingNames } from '../../src/simulator/settings.ts'

/** What an editor knows before anything runs. The compiler checks each line below a `@ts-expect-error`. */

test.each([
  // @ts-expect-error a word that is misspelt does not compile
  { clock: 'manul' },
  // @ts-expect-error
  { profile: 'obsreved' },
  // @ts-expect-error a duration has a unit that is known
  { queue: '3 parsecs' },
  // @ts-expect-error
  { callbackPolicy: 'nowhere' },
  // @ts-expect-error
  { prot: 0 },
] satisfies Parameters<typeof startSimulator>[0][])('%j neither compiles nor starts', async (options) => {
  await expect(startSimulator(options as never)).rejects.toThrow()
})

test('what is right compiles: words, durations, distributions, your own scenarios', () => {
  const options = [
    { clock: 'manual', queue: '3s', run: '1s..3s', latency: 'median=2s,p99=10s' },
    { queue: 250, kieCallbackRetries: ['1s', 250], rateLimit: 'off', progress: 'polls:3' },
    { scenario: 'flaky' },
    { scenario: 'mine', scenarios: { mine: { about: 'My own.', rules: [{ fault: 'hang' }] } } },
  ] satisfies Parameters<typeof startSimulator>[0][]
  expect(options).toHaveLength(4)
})

test('every option says what it is for, its default, and an example', () => {
  const text = readFileSync('src/simulator/options.generated.ts', 'utf8')
  for (const name of settingNames) {
    const [, comment = ''] =
      new RegExp(`/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\s+readonly ${name}\\?:`).exec(text) ?? []
    expect(comment, name).toMatch(/Default: [\s\S]*@example\s+\* await startSimulator\(\{/)
  }
})
