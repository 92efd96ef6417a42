import { beforeAll, expect, test } from 'vitest'
import { EFFORT } from '../helpers/effort.ts'
import { sampleOf } from '../helpers/sampled.ts'
import { judged, judgeOn, type Means, namedBy } from './unseen/judge.ts'
import { measureUnseen, type UnseenRun } from './unseen/measure.ts'
import { unseenOperators } from './unseen/operator.ts'
import { type Profile, Stage } from './unseen/stage.ts'

/** Deviations written without sight of the kit. A sample; `npm run mutation -- --unseen` runs all 545. */

const CAUGHT = ['kie-gone-9-16', 'kie-redirect-308-create', 'evolink-result-turned']

const BENIGN = ['evolink-ok-link-query']

const operators = await unseenOperators()
let runs: readonly UnseenRun[] = []

beforeAll(async () => {
  runs = await measureUnseen({
    operators: operators.filter(({ id }) => [...CAUGHT, ...BENIGN].includes(id)),
    profiles: ['documented'],
    atOnce: 4,
  })
}, 180_000)

const runOf = (id: string): UnseenRun['judged']['paid'] => {
  const run = runs.find(({ operator }) => operator.id === id)
  if (run === undefined) throw new Error(`${id} was not run`)
  return run.judged.paid
}

test('there are 500 deviations and 45 benign changes', () => {
  expect(operators.filter(({ benign }) => benign)).toHaveLength(45)
  expect(operators).toHaveLength(545)
})

test.each(CAUGHT)('%s is caught, and its place named', (id) => {
  const { isFound, isNamed, says } = runOf(id)
  expect({ isFound, isNamed, says }).toEqual({ isFound: true, isNamed: true, says })
})

test.each(BENIGN)('%s is not a finding', (id) => {
  expect(runOf(id).says).toEqual([])
})

/** What needs less is asked of those that are given more, too: known tasks alone are asked of one of each. */
const MATRIX = sampleOf(
  [
    ['kie', 'documented', 'paid'],
    ['kie', 'observed', 'paid'],
    ['evolink', 'observed', 'paid'],
    ['evolink', 'documented', 'paid'],
    ['kie', 'observed', 'known'],
    ['kie', 'documented', 'known'],
    ['evolink', 'documented', 'known'],
    ['evolink', 'observed', 'known'],
  ] as const,
  2,
)

const stages = new Map<Profile, Stage>()

beforeAll(async () => {
  for (const profile of ['documented', 'observed'] as const) stages.set(profile, await Stage.open(profile))
  return async () => {
    for (const stage of stages.values()) await stage[Symbol.asyncDispose]()
  }
})

test.concurrent.each(MATRIX)(
  'a faithful %s, profile %s, given what %s needs: not even a warning',
  async (provider, profile, means) => {
    const stage = stages.get(profile)
    if (stage === undefined) throw new Error(`no stage for ${profile}`)
    // That every option can be bought is shown by the simulator's own tests.
    const maxCredits = EFFORT > 1 ? 5_000 : 900
    const report = await judgeOn(stage, provider, means satisfies Means, { profile, maxCredits })
    expect(judged(report, () => true).paid.says).toEqual([])
    expect(report.exitCode).toBe(0)
  },
)

const IN_KNOWN_TASKS = sampleOf(
  ['evolink-usage-cost-rate', 'evolink-billing-reserved', 'evolink-result-short'],
  2,
)

test.concurrent.each(IN_KNOWN_TASKS)('%s shows in a task that is known, at no cost', async (id) => {
  const stage = stages.get('observed')
  const operator = operators.find((one) => one.id === id)
  if (stage === undefined || operator === undefined) throw new Error(`there is no ${id}`)
  const report = await judgeOn(stage, 'evolink', 'known', { profile: 'observed', operator })
  expect(judged(report, namedBy(operator)).known).toMatchObject({ isFound: true, isNamed: true })
})
