import { readFileSync } from 'node:fs'
import { parse } from 'junit2json'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { casesFor, type Report, type ReporterName, reporters } from '../../src/conformance/index.ts'
import { replayOf } from '../../src/conformance/report/replay.ts'
import { settled } from '../../src/conformance/target.ts'
import { judge } from './mutation/judge.ts'
import { operators } from './mutation/operators/index.ts'

const schema = z.fromJSONSchema(JSON.parse(readFileSync('schemas/contract-report.schema.json', 'utf8')))
const names = Object.keys(reporters) as readonly ReporterName[]
let broken: Report

beforeAll(async () => {
  const operator = operators.find(({ name }) => name === 'kie: key echoed')
  if (operator === undefined) throw new Error('no operator')
  broken = await judge('kie', operator, 'free')
}, 60_000)

test('the JSON report is what its published schema says', () => {
  expect(schema.safeParse(JSON.parse(reporters.json.write(broken))).error).toBeUndefined()
  expect(broken.exitCode).toBe(1)
})

test('a finding names place, both readings, the simulator and who is wrong, with evidence and a replay command', () => {
  const verdict = broken.verdicts.find(({ id }) => id === 'key-not-echoed')
  expect(verdict?.findings[0]).toMatchObject({
    severity: 'error',
    at: 'header x-key',
    documented: 'nothing of the key',
    observed: 'the key',
    wrong: 'provider',
  })
  expect(verdict?.findings[0]?.evidence?.answer?.headers['x-key']).toBe('Bearer [key]')
  expect(verdict?.replay).toMatch(
    /^stuntdouble contract kie --base-url \S+ --api-key any-key .*--only key-not-echoed$/,
  )
})

test('a replay command names the variable that the key came from', () => {
  const [one] = casesFor({ provider: 'kie' })
  const live = { provider: 'kie', baseUrl: 'https://api.kie.ai', apiKey: 'a' } as const
  if (one === undefined) throw new Error('there are no cases')
  expect(replayOf(one, live, settled(live, { keyVariable: 'MY_KEY' }), 'KIE_API_KEY')).toContain(
    '--api-key-env MY_KEY ',
  )
  expect(replayOf(one, live, settled(live, {}), 'KIE_API_KEY')).toContain('--api-key-env KIE_API_KEY ')
})

test.each(names)('%s never shows the key, even when the provider echoes it', (name) => {
  expect(reporters[name].write(broken)).not.toMatch(/mutation-\d/)
})

test('JUnit has one test case per case, and counts what it has', () => {
  const xml = reporters.junit.write(broken)
  const count = (pattern: RegExp): number => [...xml.matchAll(pattern)].length
  expect(count(/<testcase /g)).toBe(broken.verdicts.length)
  expect(xml).toContain(`tests="${broken.verdicts.length}" failures="${count(/<failure /g)}"`)
  expect(count(/<skipped /g)).toBe(broken.counts['left-out'])
})

test('a public JUnit parser reads the same cases and failures out of it', async () => {
  const read = await parse(reporters.junit.write(broken))
  const suites =
    read !== null && typeof read === 'object' && 'testsuite' in read ? (read.testsuite ?? []) : []
  const cases = suites.flatMap(({ testcase }) => testcase ?? [])
  expect(cases.map(({ name }) => name)).toEqual(broken.verdicts.map(({ id, about }) => `${id}: ${about}`))
  const failed = cases.filter(({ failure }) => failure !== undefined).map(({ name }) => name?.split(':')[0])
  expect(failed).toContain('key-not-echoed')
})

test('GitHub gets an annotation per finding', () => {
  const lines = reporters.github.write(broken).trimEnd().split('\n')
  expect(
    lines.filter((line) => line.startsWith('::error title=kie key-not-echoed at header x-key')),
  ).toHaveLength(1)
  expect(lines.every((line) => /^::(error|warning|notice) title=[^:]+::./.test(line))).toBe(true)
})

test('pretty ends with what to do', () => {
  expect(reporters.pretty.write(broken)).toMatch(/exit 1\. Each finding names the place/)
})
