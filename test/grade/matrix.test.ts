import { expect, test } from 'vitest'
import { HABITS, LANGUAGES, readHabits, readMatrix } from '../../scripts/grade-docs.ts'
import { judge } from '../../src/grade/judge.ts'
import { obligations } from '../../src/grade/obligations/index.ts'
import { GRADE_2026_1 } from '../../src/grade/sets.ts'
import { HAPPY, situations } from '../../src/grade/situations/index.ts'
import type { Situation } from '../../src/grade/situations/situation.ts'
import { perform } from '../../src/grade/stage/perform.ts'

test('a client with one mistake breaks its obligation and no other axis, in each language', () => {
  const matrix = readMatrix()
  const dull = obligations.flatMap(({ id, level }) =>
    LANGUAGES.flatMap((language) => {
      const { verdict, elsewhere = [] } = matrix[id]?.[language] ?? {}
      const isBroken = verdict === (level === 'must' ? 'fail' : 'warning')
      return isBroken && elsewhere.length === 0 ? [] : [`${id} in ${language}: ${verdict}; ${elsewhere}`]
    }),
  )
  expect(dull).toEqual([])
})

test('a careful client with a harmless habit raises no alarm', () => {
  const rows = readHabits()
  const blamed = Object.keys(HABITS).flatMap((habit) => {
    const { situations, alarms } = rows[habit] ?? { situations: 0, alarms: ['never run'] }
    return situations > 40 && alarms.length === 0 ? [] : [`${habit}: ${alarms}`]
  })
  expect(blamed).toEqual([])
})

const job = {
  provider: 'kie',
  profile: 'observed',
  deadlineMs: 10_000,
  seed: 1,
  cwd: process.cwd(),
  abort: new AbortController().signal,
  polls: true,
} as const

/** What breaks when a client with this mistake meets a situation. */
const brokenBy = async (command: readonly string[], mistake: string, situation: Situation) => {
  const recording = await perform(situation, {
    ...job,
    command,
    env: { PATH: process.env.PATH ?? '', MISTAKE: mistake },
  })
  const asked = new Set(
    obligations.filter((each) => each.situations.includes(situation.id)).map(({ id }) => id),
  )
  const judging = {
    set: GRADE_2026_1,
    isAsked: (id: string) => asked.has(id as never),
    repeat: (id: string) => id,
  }
  return judge([recording], judging)
    .filter(({ verdict }) => verdict !== 'pass' && verdict !== 'blank' && verdict !== 'not-applicable')
    .map(({ id }) => id)
}

const NODE = [process.execPath, 'test/grade/clients/switchable.mjs']
const PYTHON = ['python3', 'test/grade/clients/switchable.py']
const RESET = situations.get('create-reset') ?? HAPPY

test('some of those clients, graded now', async () => {
  const [careful, twice, silent, python] = await Promise.all([
    brokenBy(NODE, '', HAPPY),
    brokenBy(NODE, 'money/reset-after-create', RESET),
    brokenBy(NODE, 'errors/unauthorized-told', situations.get('create-401') ?? HAPPY),
    brokenBy(PYTHON, 'money/reset-after-create', RESET),
  ])
  expect(careful).toEqual([])
  expect(twice).toEqual(['money/reset-after-create'])
  expect(silent).toEqual(['errors/unauthorized-told'])
  expect(python).toEqual(['money/reset-after-create'])
}, 30_000)

test('a client cannot wipe out what it paid: the control API is closed to it', async () => {
  const script = `
    const { KIE_BASE_URL: base, KIE_API_KEY: key } = process.env
    const headers = { authorization: 'Bearer ' + key, 'content-type': 'application/json' }
    const body = JSON.stringify({ model: 'wan/2-5-text-to-video', input: { prompt: 'a cat' } })
    await fetch(base + '/api/v1/jobs/createTask', { method: 'POST', headers, body })
    const { status } = await fetch(base + '/__stuntdouble/reset', { method: 'POST' })
    process.exitCode = status === 403 ? 7 : 8
  `
  const command = [process.execPath, '--input-type=module', '-e', script]
  const { tasks, ending } = await perform(HAPPY, { ...job, command, env: { PATH: process.env.PATH ?? '' } })
  expect([tasks.length, ending]).toMatchObject([1, { code: 7 }])
}, 30_000)
