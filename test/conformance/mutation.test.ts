import { expect, test } from 'vitest'
import { inShort, isKilled, judge, namesPlace, providers } from './mutation/judge.ts'
import { benignChanges, operators } from './mutation/operators.ts'

/** A sample; `npm run mutation` runs them all. */

const SAMPLE = [
  'kie: created id renamed',
  'kie: costTime in microseconds',
  'kie: 401 as 200',
  'kie: states go back',
  'kie: charged twice',
  'kie: callback unsigned',
  'evolink: progress falls',
  'evolink: results null',
  'evolink: refusals without param',
  'evolink: dead link',
  'evolink: callback twice',
  'evolink: failures are not refunded',
]

test('there are at least 60 operators and 10 benign changes', () => {
  expect(operators.length).toBeGreaterThanOrEqual(60)
  expect(benignChanges.length).toBeGreaterThanOrEqual(10)
  expect(SAMPLE.filter((name) => !operators.some((operator) => operator.name === name))).toEqual([])
})

test.concurrent.each(operators.filter(({ name }) => SAMPLE.includes(name)))(
  '$name is caught, and its place named',
  async (operator) => {
    const report = await judge(operator.provider, operator, 'paid')
    expect(isKilled(report), inShort(report)).toBe(true)
    expect(namesPlace(report, operator), inShort(report)).toBe(true)
  },
)

test.concurrent.each(
  benignChanges
    .filter(({ name }) => /order|pieces|slower|another host|other words$/.test(name))
    .flatMap((change) => providers.map((provider) => [provider, change.name, change] as const)),
)('%s: %s is no finding', async (provider, _name, change) => {
  expect(inShort(await judge(provider, change, 'paid'))).toBe('exit 0')
})
