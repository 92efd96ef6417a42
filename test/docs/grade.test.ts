import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { GRADE_FLAGS } from '../../src/cli/commands/grade.ts'
import { runCommand, temporaryFolder } from '../helpers/command.ts'
import { patternOf } from './documents.ts'

const page = readFileSync('docs/grade.md', 'utf8')

/** The client of the page's example: it repeats whatever fails. */
const CLIENT = `
const { KIE_BASE_URL, KIE_API_KEY, PROMPT } = process.env
const call = async (path, body) => {
  const headers = { authorization: 'Bearer ' + KIE_API_KEY, 'content-type': 'application/json' }
  const method = body === undefined ? 'GET' : 'POST'
  for (let attempt = 1; ; attempt += 1) {
    try {
      return (await (await fetch(KIE_BASE_URL + path, { method, headers, body })).json()).data
    } catch (error) {
      if (attempt === 4) throw error
    }
  }
}
const main = async () => {
  const body = JSON.stringify({ model: 'wan/2-5-text-to-video', input: { prompt: PROMPT } })
  const { taskId } = await call('/api/v1/jobs/createTask', body)
  for (;;) {
    const { state } = await call('/api/v1/jobs/recordInfo?taskId=' + taskId)
    if (state === 'success') return
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}
main()
`

test('the first example of docs/grade.md fails as it is shown to fail', async () => {
  using folder = temporaryFolder({ 'make-video.js': CLIENT })
  const [, shown = ''] = /^(fail {7}money[\s\S]*?Again: .*)$/m.exec(page) ?? []
  const [, words = ''] = /Again: {2}npx --no stuntdouble (.*)/.exec(shown) ?? []
  const { code, stdout } = await runCommand(words.split(' '), {
    cwd: folder.path,
    env: { PATH: process.env.PATH ?? '' },
  })
  expect(code).toBe(1)
  expect(stdout).toMatch(patternOf(`…${shown.replaceAll(/\d\.\d s/g, '…')}…`))
})

test('every flag that docs/grade.md names is one', () => {
  const named = [...page.matchAll(/--([a-z][a-z-]*)/g)].map(([, name = '']) => name)
  // Of other commands: `stuntdouble run --isolate`, `npx --no`.
  const other = ['no', 'isolate']
  expect(
    [...new Set(named)].filter((name) => !other.includes(name) && !Object.hasOwn(GRADE_FLAGS, name)),
  ).toEqual([])
})
