import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runContract } from '../../src/conformance/index.ts'
import type { JsonObject } from '../../src/contracts/check/json.ts'
import { temporaryFolder } from '../helpers/command.ts'
import { theOne } from '../pages/pages.ts'
import { checkPage, foundIn, PAID } from './imported-pages.ts'

/** Nobody states what imported models cost. */

const painter = theOne('kie-apidog.md')
const tune = theOne('evolink-mintlify-create.md')

test('without a ceiling for their tasks none of them is bought', async () => {
  const { report, tasks } = await checkPage({ page: painter, options: { ...PAID, modelCredits: undefined } })
  expect(tasks).toEqual([])
  expect(report.verdicts.find(({ id }) => id.endsWith('/task-created'))).toMatchObject({
    outcome: 'left-out',
    why: 'pages state no prices, and nothing is bought without a ceiling; say what one task may cost with --model-credits N',
  })
})

test('the ceiling of each is set aside: nothing is bought that --max-credits does not cover', async () => {
  const { report, tasks } = await checkPage({
    page: painter,
    options: { ...PAID, maxCredits: 99, modelCredits: 100 },
  })
  expect(tasks).toEqual([])
  expect(report.exitCode).toBe(3)
  expect(report.verdicts.find(({ id }) => id.endsWith('/task-created'))?.why).toBe(
    'it may cost 100 credits, and 99 of --max-credits 99 are left',
  )
})

test('a quote above the ceiling stops the run', async () => {
  const { report } = await checkPage({
    page: tune,
    options: { ...PAID, everyOption: false, modelCredits: 3 },
  })
  expect(report).toMatchObject({
    exitCode: 4,
    guard: 'the provider quotes 4 credits for a task of tune-maker-1, more than --model-credits 3',
  })
})

test('so does a charge above it, where nothing was quoted', async () => {
  const { report } = await checkPage({ page: painter, options: { ...PAID, modelCredits: 3 } })
  expect(report).toMatchObject({
    exitCode: 4,
    guard:
      'the provider charged 4 credits for a task of painter/pro-text-to-image, more than --model-credits 3',
  })
})

test('a failed task costs nothing, and has no result to judge', async () => {
  const { report } = await checkPage({
    page: painter,
    simulator: { failRate: 1 },
    options: { ...PAID, everyOption: false },
  })
  const outcomes = new Map(report.verdicts.map(({ id, outcome }) => [id.split('/').at(-1), outcome]))
  expect(outcomes.get('task-charged-once')).toBe('holds')
  expect(outcomes.get('task-result')).toBe('not-checked')
})

test('a provider that checks nothing any more is found by the first task that nobody wanted: the run stops', async () => {
  const anything = (schema: JsonObject): JsonObject => ({
    type: 'object',
    properties: { model: schema.model ?? {} },
  })
  const { report, tasks } = await checkPage({
    page: tune,
    served: [{ ...tune, request: anything(tune.request) }],
  })
  expect(report.exitCode).toBe(4)
  expect(report.bought).toEqual(tasks.map(({ id }) => id))
  expect(tasks).toHaveLength(1)
  expect(report.guard).toContain(report.bought.at(-1))
  expect(foundIn(report)).toContain(
    'create-model-known: error at $.id: a create request that is wrong in everything but its model was accepted',
  )
})

test('the ledger has them, and the order of money is the same as ever: set aside, sent, bought', async () => {
  using folder = temporaryFolder()
  const ledger = join(folder.path, 'ledger.jsonl')
  const { report } = await checkPage({ page: painter, options: { ...PAID, everyOption: false, ledger } })
  const lines = readFileSync(ledger, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines.slice(0, 2)).toMatchObject([
    { event: 'sending', credits: 100 },
    { event: 'bought', credits: 100, task: report.bought[0] },
  ])
})

test('a ceiling that is not a number above 0, and models without one of the provider, are refused', async () => {
  const target = { provider: 'kie', baseUrl: 'http://127.0.0.1:1', apiKey: 'k' } as const
  await expect(runContract(target, { models: [painter], ...PAID, modelCredits: 0 })).rejects.toThrow(
    'modelCredits is the most that one task of an imported model may cost',
  )
  await expect(runContract(target, { models: [tune] })).rejects.toThrow('no page of kie is among the models')
})
