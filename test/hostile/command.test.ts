import { expect, test } from 'vitest'
import { runCommand, startCommand } from '../helpers/command.ts'

test.each([
  [
    ['--callback-allow', 'http://elsewhere.example/'],
    '--callback-allow: "http://elsewhere.example/" is not a host or host:port',
  ],
  [
    ['--callback-allow', 'fine.example:99999'],
    '--callback-allow: "fine.example:99999" is not a host or host:port',
  ],
  [['--public-base-url', 'https://double.example/?a=1'], '--public-base-url: '],
  [['--queue', `${'9'.repeat(400)}h`], '--queue: '],
  [['--clock-start', '+275760-09-13T00:00:00Z'], '--clock-start: '],
])('%j is a usage error of one line', async (args, beginning) => {
  const { code, stderr } = await runCommand(args)
  expect(stderr).toContain(`stuntdouble: ${beginning}`)
  expect(stderr.trim().split('\n')).toHaveLength(1)
  expect(code).toBe(2)
})

test('variables of others that only begin like ours do no harm', async () => {
  const env = { STUNTDOUBLE_URL: 'http://127.0.0.1:7357', STUNTDOUBLE_KEY: 'k', STUNTDOUBLE_JSON: '1' }
  await using command = await startCommand(['--port', '0'], { env })
  expect(command.url).toMatch(/^http:/)
  expect((await runCommand([], { env: { STUNTDOUBLE_PROT: '1' } })).stderr).toContain(
    'There is no variable STUNTDOUBLE_PROT; did you mean STUNTDOUBLE_PORT?',
  )
})
