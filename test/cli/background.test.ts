import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { runCommand, spawnCommand, startCommand } from '../helpers/command.ts'
import { ask } from '../helpers/simulator.ts'

test('wait ends when a simulator is ready', async () => {
  await using double = await startCommand(['--port', '0'])
  expect(await runCommand(['wait', '--port', new URL(double.url).port])).toEqual({
    code: 0,
    stdout: `stuntdouble is ready on ${double.url}\n`,
    stderr: '',
  })
  expect((await runCommand(['wait', '--url', `${double.url}/`])).code).toBe(0)
})

test('wait gives up in time, and says what it found', async () => {
  const { code, stderr } = await runCommand(['wait', '--port', '1', '--timeout', '1ms'])
  expect(stderr).toBe(
    'stuntdouble: no simulator is ready on http://127.0.0.1:1 after 1ms: nothing listens there.\n',
  )
  expect(code).toBe(3)
})

test.each([
  [['wait', '--timeout', 'soon'], '--timeout: "soon" is not a duration.'],
  [['wait', '--port', 'x'], '--port: "x" is not a port from 0 to 65535.'],
])('%j is a usage error', async (args, sentence) => {
  const { code, stderr } = await runCommand(args)
  expect(stderr).toContain(sentence)
  expect(code).toBe(2)
})

test('start --detach leaves a simulator running, which stop ends', async () => {
  const { code, stdout } = await spawnCommand(['start', '--detach', '--json', '--port', '0', '--seed', '7'])
  expect(code).toBe(0)
  const { url, pid } = JSON.parse(stdout)
  const port = new URL(url).port
  expect((await ask('GET', `${url}/health`)).json).toEqual({ status: 'ok' })
  expect(await runCommand(['stop', '--port', port])).toMatchObject({ code: 0, stdout: `stopped ${url}\n` })
  expect(() => process.kill(pid, 0)).toThrow('ESRCH')
  expect(await runCommand(['stop', '--port', port])).toMatchObject({ code: 3 })
})

test('start --detach says why it cannot start, in the words of start', async () => {
  const { code, stderr } = await spawnCommand(['start', '--detach', '--scenario', 'hapy'])
  expect(stderr).toBe('stuntdouble: There is no scenario "hapy"; did you mean happy?\n')
  expect(code).toBe(2)
})

test.each(['bash', 'zsh', 'fish'])('completion %s knows every command', async (shell) => {
  const { code, stdout } = await runCommand(['completion', shell])
  expect(code).toBe(0)
  for (const word of ['start', 'doctor', 'fail-rate', 'help']) expect(stdout).toContain(word)
})

test('the bash completion completes', async () => {
  const { stdout } = await runCommand(['completion', 'bash'])
  const completed = (line: readonly string[]): string =>
    execFileSync(
      'bash',
      [
        '-c',
        `${stdout}\nCOMP_WORDS=(${line.join(' ')}); COMP_CWORD=${line.length - 1}; _stuntdouble; echo "\${COMPREPLY[*]}"`,
      ],
      // Where it is a socket, bash reads its start-up files.
      { stdio: ['ignore', 'pipe', 'inherit'] },
    ).toString()
  expect(completed(['stuntdouble', 'doc'])).toBe('doctor\n')
  expect(completed(['stuntdouble', 'start', '--fail'])).toBe('--fail-rate\n')
  expect(completed(['stuntdouble', '--callback-'])).toBe('--callback-policy --callback-allow\n')
})
