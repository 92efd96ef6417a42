import { beforeAll, expect, test } from 'vitest'
import { inShort, isKilled, judge, namesPlace, providers } from './mutation/judge.ts'
import { type Benign, benignChanges, type Operator, operators } from './mutation/operators/index.ts'

/** A sample; `npm run mutation` runs them all. */

const SAMPLE = ['kie: charged twice', 'kie: callback unsigned', 'evolink: progress falls']

test('there are at least 60 operators and 10 benign changes', () => {
  expect(operators.length).toBeGreaterThanOrEqual(60)
  expect(benignChanges.length).toBeGreaterThanOrEqual(10)
  expect(SAMPLE.filter((name) => !operators.some((operator) => operator.name === name))).toEqual([])
})

type Report = Awaited<ReturnType<typeof judge>>

interface Case {
  readonly provider: (typeof providers)[number]
  readonly deviation: Operator | Benign
}

const sampled = operators.filter(({ name }) => SAMPLE.includes(name))
const benign = benignChanges
  .filter(({ name }) => /pieces|other words$/.test(name))
  // Every other one at the other provider.
  .flatMap((deviation, index) => {
    const provider = providers[index % providers.length]
    return provider === undefined ? [] : [{ provider, deviation }]
  })
const cases: readonly Case[] = [
  ...sampled.map((deviation) => ({ provider: deviation.provider, deviation })),
  ...benign,
]
const reports = new Map<string, Report>()
const keyOf = ({ provider, deviation }: Case): string => `${provider} ${deviation.name}`

// Each waits for a simulator most of the time: eight at once.
beforeAll(async () => {
  const waiting = cases.values()
  const judgeAll = async (): Promise<void> => {
    for (const one of waiting) reports.set(keyOf(one), await judge(one.provider, one.deviation, 'paid'))
  }
  await Promise.all(Array.from({ length: 8 }, judgeAll))
}, 180_000)

const reportOf = (one: Case): Report => {
  const report = reports.get(keyOf(one))
  if (report === undefined) throw new Error(`${keyOf(one)} was not judged`)
  return report
}

test.each(sampled)('$name is caught, and its place named', (deviation) => {
  const report = reportOf({ provider: deviation.provider, deviation })
  expect(isKilled(report), inShort(report)).toBe(true)
  expect(namesPlace(report, deviation), inShort(report)).toBe(true)
})

test.each(benign)('$provider: $deviation.name is not a finding', (one) => {
  expect(inShort(reportOf(one))).toBe('exit 0')
})
