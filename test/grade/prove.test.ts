import { execFileSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCommand, temporaryFolder } from '../helpers/command.ts'

/** A client that sends its create request so often until something comes back. */
const clientOf = (attempts: number): string => `
const { KIE_BASE_URL, KIE_API_KEY, PROMPT } = process.env
const call = async (path, body) => {
  const headers = { authorization: 'Bearer ' + KIE_API_KEY, 'content-type': 'application/json' }
  return (await (await fetch(KIE_BASE_URL + path, { method: body ? 'POST' : 'GET', headers, body })).json()).data
}
const create = async (left = ${attempts}) => {
  try {
    const body = JSON.stringify({ model: 'wan/2-5-text-to-video', input: { prompt: PROMPT } })
    return (await call('/api/v1/jobs/createTask', body)).taskId
  } catch (error) {
    if (left > 1) return create(left - 1)
    throw error
  }
}
const taskId = await create()
for (let state; state !== 'success'; ) state = (await call('/api/v1/jobs/recordInfo?taskId=' + taskId)).state
`

test('a fix is proven: what was red at the last commit is green in the working tree', async () => {
  using folder = temporaryFolder({ 'make-video.mjs': clientOf(3) })
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
      cwd: folder.path,
      encoding: 'utf8',
    })
  git('init', '-q')
  git('add', '.')
  git('commit', '-q', '-m', 'pays twice')
  writeFileSync(join(folder.path, 'make-video.mjs'), clientOf(1))
  const { code, stdout } = await runCommand(
    ['grade', '--only', 'money/reset-after-create', '--prove', 'HEAD', '--', 'node', 'make-video.mjs'],
    { cwd: folder.path, env: { PATH: process.env.PATH ?? '' } },
  )
  expect(stdout).toContain(
    'HEAD: grade none; working tree: grade none\n  red → green   money/reset-after-create\n',
  )
  expect(code).toBe(0)
  expect(git('worktree', 'list').trim().split('\n')).toHaveLength(1)
  expect(existsSync(join(folder.path, '.git', 'worktrees'))).toBe(false)
}, 60_000)
