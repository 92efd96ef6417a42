import { copyFileSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCommand, startCommand, temporaryFolder } from '../helpers/command.ts'

/** The commands of docs/models.md, each as a reader would type it, in the order in which they stand. */
const commands = [
  ...readFileSync('docs/models.md', 'utf8').matchAll(/^\| `stuntdouble ([^`…]+?)\s*…?` \|/gm),
].map(([, words = '']) => words.split(' '))

test('docs/models.md shows commands that do what it says', async () => {
  using folder = temporaryFolder()
  const cwd = folder.path
  mkdirSync(join(cwd, 'pages'))
  for (const copy of ['page.md', 'pages/page.md'])
    copyFileSync('test/fixtures/pages/kie-nested.md', join(cwd, copy))
  expect(commands.map(([name]) => name)).toEqual([
    ...['import', 'import', 'import', 'import', 'start', 'start', 'models', 'contract'],
  ])
  for (const [name = '', ...flags] of commands)
    if (name === 'start') {
      await using double = await startCommand(['--port', '0', ...flags], { cwd })
      const body = JSON.stringify({ model: 'weaver/story-to-video', input: {} })
      const headers = { authorization: 'Bearer k', 'content-type': 'application/json' }
      const answer = await fetch(`${double.url}/api/v1/jobs/createTask`, { method: 'POST', headers, body })
      expect(answer.headers.get('x-stuntdouble-note')).toMatch(/ is missing\./)
    } else {
      const further = name === 'contract' ? ['--dry-run'] : []
      const { code, stdout } = await runCommand([name, ...flags, ...further], { cwd })
      expect([name, code]).toEqual([name, 0])
      expect(stdout).toContain('weaver/story-to-video')
    }
})
