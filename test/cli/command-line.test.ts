import { readFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { commands } from '../../src/cli/commands.ts'
import { kebab } from '../../src/cli/flags/flags.ts'
import { run } from '../../src/cli/main.ts'
import { flagNames } from '../../src/simulator/settings.ts'
import { runCommand, spawnCommand, spawnStart, temporaryFolder, testIo } from '../helpers/command.ts'
import { connectTo } from '../hostile/wire.ts'

/** What was built starts while the other tests run: they work, and these wait. */
const input = readFileSync('test/fixtures/pages/kie-nested.md', 'utf8')
const built = {
  refused: spawnCommand(['--prot', '1']),
  imported: spawnCommand(['import', '-', '--json'], { input }),
  started: spawnStart(['--port', '0']),
}
afterAll(async () => {
  await using _ = await built.started
})

test.each([
  [['--prot', '1'], 'There is no flag --prot; did you mean --port?'],
  [['--frobnicate'], 'There is no flag --frobnicate.'],
  [['start', 'now'], 'Unexpected argument "now".'],
  [['--port'], '--port needs a value: a port from 0 to 65535.'],
  [['--port', '70000'], '--port: "70000" is not a port from 0 to 65535.'],
  [
    ['--profile', 'observd'],
    '--profile: "observd" is not one of documented, observed; did you mean observed?',
  ],
  [['--realistic=yes'], '--realistic is a switch and takes no value.'],
  [['--fail-rate', '2'], '--fail-rate: "2" is not a number from 0 to 1.'],
  [
    ['--queue', '3sec'],
    '--queue: "3sec" is not a duration. Examples: 250ms, 5s, 1s..3s, median=2s,sigma=0.5, median=2s,p99=10s.',
  ],
  [['--speed', '0'], '--speed: "0" is not a number above 0, at most 1000000.'],
  [
    ['--rate-limit', '20'],
    '--rate-limit: "20" is not a number of create requests per window. Examples: 20/10s, 5/s, off.',
  ],
  [
    ['--clock-start', 'yesterday'],
    '--clock-start: "yesterday" is not an ISO time. Examples: 2026-01-01T00:00:00Z.',
  ],
])('%j is one clear sentence, where help is, and exit code 2', async (args, sentence) => {
  const { code, stdout, stderr } = await runCommand(args)
  expect(stderr).toBe(`stuntdouble: ${sentence} See stuntdouble help start.\n`)
  expect(stdout).toBe('')
  expect(code).toBe(2)
})

test.each([
  [['sart'], 'There is no command "sart"; did you mean start? See stuntdouble help.'],
  [['contract', 'kie', 'evolink'], 'Unexpected argument "evolink". See stuntdouble help contract.'],
  [['--config', 'nowhere.json'], 'There is no config file nowhere.json.'],
])('%j is one clear sentence and exit code 2', async (args, sentence) => {
  expect(await runCommand(args)).toEqual({ code: 2, stdout: '', stderr: `stuntdouble: ${sentence}\n` })
})

test.each([
  ['STUNTDOUBLE_PORT', 'x', 'STUNTDOUBLE_PORT: "x" is not a port from 0 to 65535.'],
  [
    'STUNTDOUBLE_PROFIL',
    'observed',
    'There is no variable STUNTDOUBLE_PROFIL; did you mean STUNTDOUBLE_PROFILE?',
  ],
])('the variable %s=%s is one clear sentence and exit code 2', async (name, value, sentence) => {
  const { code, stderr } = await runCommand([], { env: { [name]: value } })
  expect(stderr).toBe(`stuntdouble: ${sentence}\n`)
  expect(code).toBe(2)
})

test.each([
  ['stuntdouble.config.json', '{\n  "prot": 7\n}', ':2: there is no setting "prot"; did you mean port?'],
  [
    'stuntdouble.config.yaml',
    'port: 7000\nprofile: observd\n',
    ':2: profile: "observd" is not one of documented, observed; did you mean observed?',
  ],
  ['stuntdouble.config.yaml', '- port\n', ':1: a config file is a list of settings, name: value.'],
  ['stuntdouble.config.json', '{"port": ', ':1: '],
])('a wrong %s names file and line', async (name, text, sentence) => {
  using folder = temporaryFolder({ [name]: text })
  const { code, stderr } = await runCommand([], { cwd: folder.path })
  expect(stderr).toContain(name + sentence)
  expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  expect(code).toBe(2)
})

test('--help lists every flag of its command and starts nothing', async () => {
  const { code, stdout } = await runCommand(['start', '--help'])
  for (const name of flagNames) expect(stdout).toContain(`--${kebab(name)} `)
  for (const flag of ['config', 'json', 'help', 'version']) expect(stdout).toContain(`--${flag} `)
  expect(code).toBe(0)
})

test('-h alone also lists the commands', async () => {
  const { stdout } = await runCommand(['-h'])
  expect(stdout).toMatch(/Commands:\n {2}start .*\n {2}wait /)
})

test.each(['--version', '-v', '-V', 'version'])('%s is the version of package.json', async (word) => {
  const { default: about } = await import('../../package.json', { with: { type: 'json' } })
  expect((await runCommand([word])).stdout).toBe(`${about.version}\n`)
})

test('help names every command, and help with a name is the help of that one', async () => {
  const { code, stdout } = await runCommand(['help'])
  expect(code).toBe(0)
  for (const name of Object.keys(commands)) {
    expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'))
    expect((await runCommand(['help', name])).stdout).toBe((await runCommand([name, '--help'])).stdout)
  }
})

test.each([undefined, 60, 200])(
  'help is never wider than the terminal, nor broken inside a word: %s columns',
  async (columns) => {
    const { io, written } = testIo({ columns })
    for (const name of Object.keys(commands)) await run(['help', name], io)
    const lines = written.stdout
      .split('\n')
      .filter((line) => !line.startsWith('Usage:') && !/^ {2}\S/.test(line))
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(Math.min(columns ?? 80, 110))
  },
)

test('help groups the flags, and shows what a value looks like', async () => {
  const { stdout } = await runCommand(['help', 'start'])
  expect(stdout.match(/^\w+:$/gm)).toEqual([
    ...[
      'Examples:',
      'Server:',
      'Time:',
      'Failures:',
      'Accounts:',
      'Callbacks:',
      'Models:',
      'Output:',
      'Flags:',
    ],
  ])
  expect(stdout).toContain('  -p, --port <port> ')
  expect(stdout).toContain('      --kie-callback-timeout <duration>\n')
  expect(stdout).toMatch(/\(default\s+15s\)/)
})

test('profiles prints each difference with both readings and its source', async () => {
  const { stdout, code } = await runCommand(['profiles'])
  expect(code).toBe(0)
  expect(stdout).toContain(
    "kie: HTTP status of errors\n  documented  the same number as the body's code\n  observed    always 200; only the body's code tells\n  seen        2026-04\n  source      documented",
  )
  const rows = (await runCommand(['profiles', '--json'])).stdout.trim().split('\n')
  for (const row of rows) {
    const { provider, topic, documented, observed, source } = JSON.parse(row)
    for (const text of [provider, topic, documented, observed]) expect(text).not.toBe('')
    expect(source).toMatch(/documented|observed|assumed/)
  }
})

test('what was built is the same command: exit code, streams, standard input', async () => {
  const { code, stdout, stderr } = await built.refused
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toBe(
    'stuntdouble: There is no flag --prot; did you mean --port? See stuntdouble help start.\n',
  )
  const { stdout: inProcess } = await runCommand(['import', '-', '--json'], { input })
  expect(await built.imported).toMatchObject({ code: 0, stdout: inProcess })
})

test('a signal ends what was built although a connection is open that has said nothing', async () => {
  const command = await built.started
  const socket = await connectTo(command.url)
  expect(await command.stop()).toBe(0)
  socket.destroy()
})
