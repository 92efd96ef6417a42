import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { run } from '../../src/cli/main.ts'
import { testIo } from '../helpers/command.ts'
import { startReceiver } from '../helpers/receiver.ts'
import { ask, KIE_MODEL } from '../helpers/simulator.ts'

/** Starts the command as a person would, and returns what it writes. */
const startLogged = async (args: readonly string[], columns?: number, env = {}) => {
  const { io, written, onWrite, stop } = testIo({ columns, env })
  const ended = run(['--port', '0', '--queue', '0', '--run', '0', ...args], io)
  const ready = new Promise<void>((resolve) => {
    onWrite(() => written.stdout.includes('Ctrl-C') && resolve())
  })
  await Promise.race([ready, ended])
  const url = /export KIE_BASE_URL=(\S+)/.exec(written.stdout)?.[1] ?? ''
  const logged = (pattern: RegExp): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (pattern.test(written.stderr)) resolve()
      }
      onWrite(look)
      look()
    })
  return {
    url,
    logged,
    written,
    create: (more = {}) =>
      ask('POST', `${url}/api/v1/jobs/createTask`, {
        key: 'a-very-secret-key',
        body: { model: KIE_MODEL, input: { prompt: 'a cat' }, ...more },
      }),
    [Symbol.asyncDispose]: async () => {
      stop()
      await ended
    },
  }
}

test('there is a line per request, and one per attempt of a callback', async () => {
  await using receiver = await startReceiver([500, 200])
  await using double = await startLogged(['--kie-callback-retries', '0'])
  const { taskId } = (await double.create({ callBackUrl: `${receiver.url}/hook` })).json.data
  await double.logged(/delivered/)
  const lines = double.written.stderr.trimEnd().split('\n')
  expect(lines[0]).toMatch(
    new RegExp(
      `^\\d\\d:\\d\\d:\\d\\d {2}200 {2}POST /api/v1/jobs/createTask {2}\\d+ ms {2}acct_\\w+ {2}task ${taskId} {2}accepted, 100 credits {2}The live Kie cannot reach this callback address: 127.0.0.1 is inside your network\\.$`,
    ),
  )
  expect(lines[1]).toContain(`500  callback to ${receiver.url}/hook  `)
  expect(lines[1]).toMatch(/attempt 1 {2}to be tried again/)
  expect(lines[2]).toMatch(/200 {2}callback to .* attempt 2 {2}delivered$/)
  expect(double.written.stderr).not.toContain('a-very-secret-key')
})

test('the line of a create request says what it came to, and the last line what all would have cost', async () => {
  const double = await startLogged([])
  await double.create()
  await double.create({ input: { prompt: 'a cat [[stunt: gateway-page]]' } })
  await double.create({ input: {} })
  await double.logged(/refused, 0 credits/)
  await double[Symbol.asyncDispose]()
  const lines = double.written.stderr.trimEnd().split('\n')
  expect(lines[0]).toMatch(/accepted, 100 credits$/)
  expect(lines[1]).toMatch(
    / {2}Accepted and billed, 100 credits, but your client never learned it\. HTTP 502, and not/,
  )
  expect(lines.at(-1)).toMatch(
    /^stuntdouble: would have cost 200 credits = 1\.00 US dollars, 1 task billed without the client learning it/,
  )
})

test('a callback that policy refuses says why nothing was sent', async () => {
  await using double = await startLogged([])
  await double.create({ callBackUrl: 'http://10.0.0.5/hook' })
  await double.logged(/callback to/)
  expect(double.written.stderr).toMatch(
    /--- {2}callback to http:\/\/10\.0\.0\.5\/hook .* not sent {2}refused by policy local/,
  )
})

test('a fault and a note are on the line', async () => {
  await using double = await startLogged([])
  await double.create({ input: { prompt: 'a cat [[stunt: server-error]]' } })
  await double.create({ model: 'wan/2-5-text-to-vido' })
  await double.logged(/Did you mean/)
  expect(double.written.stderr).toMatch(/fault server-error/)
  expect(double.written.stderr).toMatch(/Did you mean wan\/2-5/)
  // As a person would read it.
  expect(double.written.stderr).toContain('HTTP 200 with {"code":422,"msg":"The model name')
})

test('what a client writes cannot move the cursor or turn the text around', async () => {
  await using double = await startLogged(['--log-level', 'debug'])
  await double.create({ input: { prompt: 'a "cat"\u009b2J\u202ed' } })
  await double.logged(/ {2}< /)
  expect(double.written.stderr).toContain(String.raw`"prompt":"a \"cat\"\u009b2J\u202ed"`)
})

test.each([['--quiet'], ['--log-level', 'silent']])('%s logs nothing', async (...flags) => {
  await using double = await startLogged(flags)
  await double.create()
  expect(double.written.stderr).toBe('')
})

const ESCAPE = '\u001b['

test('there are colours on a terminal, and none with NO_COLOR or without a terminal', async () => {
  for (const [columns, env, hasColours] of [
    [80, {}, true],
    [80, { NO_COLOR: '1' }, false],
    [undefined, {}, false],
    [undefined, { FORCE_COLOR: '1' }, true],
  ] as const) {
    await using double = await startLogged([], columns, env)
    await double.create()
    await double.logged(/createTask/)
    expect(double.written.stderr.includes(ESCAPE), JSON.stringify(env)).toBe(hasColours)
    expect(double.written.stdout.includes(ESCAPE), JSON.stringify(env)).toBe(hasColours)
  }
})

test('on a narrow terminal nothing breaks inside a word: notes come under their line', async () => {
  await using double = await startLogged([], 80)
  await double.create({ callBackUrl: 'http://10.0.0.5/hook' })
  await double.logged(/callback to/)
  const lines = stripVTControlCharacters(double.written.stderr).trimEnd().split('\n')
  const [line, ...under] = lines.slice(lines.findIndex((one) => one.includes('callback to')))
  expect(line).toMatch(/task \w{4}…\w{6} {2}attempt 1 {2}not sent$/)
  expect(under.join(' ').replaceAll(/\s+/g, ' ')).toContain(
    'refused by policy local: 10.0.0.5 is not a loopback address; allow it',
  )
  for (const part of under) expect(part).toMatch(/^ {15}\S.{0,64}$/)
})
