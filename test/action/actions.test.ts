import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { contract } from '../../src/action/contract.ts'
import { finish } from '../../src/action/finish.ts'
import { grade } from '../../src/action/grade.ts'
import { perform } from '../../src/action/perform.ts'
import { type Environment, type Runner, tell } from '../../src/action/runner.ts'
import { start } from '../../src/action/start.ts'
import { commands } from '../../src/cli/commands.ts'
import { contracts } from '../../src/contracts/index.ts'
import { runCommand, temporaryFolder } from '../helpers/command.ts'
import { KIE_MODEL, startTestSimulator } from '../helpers/simulator.ts'
import { metadataOf } from './job.ts'

/** Each action alone, in this process; its commands run here too. */

const fileIn = (folder: string, name: string): string => {
  const path = join(folder, name)
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}

const playStep = (given: Environment, stuntdouble?: Runner['stuntdouble']) => {
  const folder = temporaryFolder()
  const env = {
    RUNNER_TEMP: folder.path,
    GITHUB_OUTPUT: join(folder.path, 'output'),
    GITHUB_ENV: join(folder.path, 'env'),
    GITHUB_STEP_SUMMARY: join(folder.path, 'summary'),
    ...given,
  }
  const log: string[] = []
  const print = (text: string): void => void log.push(text)
  const runner: Runner = {
    env,
    print,
    stuntdouble:
      stuntdouble ??
      (async (args, options) => {
        const place = Object.entries(options?.env ?? env).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, value]],
        )
        const ended = await runCommand(args, { env: Object.fromEntries(place) })
        if (options?.isShown) print(ended.stdout)
        return { ...ended, code: ended.code ?? 1 }
      }),
  }
  return {
    runner,
    folder: folder.path,
    log: () => log.join(''),
    outputs: () => fileIn(folder.path, 'output'),
    summary: () => fileIn(folder.path, 'summary'),
    [Symbol.dispose]: folder[Symbol.dispose],
  }
}

test('every input of an action that is passed on is a flag of its command', async () => {
  const passedOn = { action: 'start', 'action/contract': 'contract', 'action/grade': 'grade' }
  const ownInputs = ['flags', 'api-key', 'report-dir', 'fail-when-paid-twice', 'command']
  for (const [action, command] of Object.entries(passedOn)) {
    const inputs = Object.keys(metadataOf(action).inputs ?? {}).filter((name) => !ownInputs.includes(name))
    const flags = [
      ...Object.keys((await commands[command]?.load())?.flags ?? {}),
      ...(command === 'contract' ? ['provider'] : []),
    ]
    expect(inputs.filter((name) => !flags.includes(name))).toEqual([])
  }
})

test('the start promises an output per provider, and no other', () => {
  const promised = Object.keys(metadataOf('action').outputs ?? {}).filter((name) =>
    name.endsWith('-base-url'),
  )
  expect(promised).toEqual(Object.keys(contracts).map((name) => `${name}-base-url`))
})

test('a start that is refused fails its step with the command’s own sentence', async () => {
  using step = playStep({ INPUT_SCENARIO: 'flakey' }, async () => ({
    code: 2,
    stdout: '',
    stderr: 'stuntdouble: There is no scenario "flakey". Did you mean flaky?\n',
  }))
  expect(await start(step.runner)).toBe(2)
  expect(step.log()).toBe(
    '::error title=stuntdouble did not start::stuntdouble: There is no scenario "flakey". Did you mean flaky?\n',
  )
})

test('a start hands base URLs and a key to the later steps', async () => {
  using step = playStep({ 'INPUT_API-KEY': 'my-key', INPUT_MODELS: 'pages\nmore-pages' }, async (args) => {
    expect(args).toEqual(['start', '--detach', '--json', '--models=pages', '--models=more-pages'])
    return { code: 0, stdout: '{"url":"http://127.0.0.1:7400","log":"log"}\n', stderr: '' }
  })
  expect(await start(step.runner)).toBe(0)
  const variables = fileIn(step.folder, 'env')
  for (const line of ['KIE_BASE_URL', 'EVOLINK_API_KEY', 'my-key', 'http://127.0.0.1:7400'])
    expect(variables).toContain(line)
  expect(step.outputs()).toContain('evolink-base-url<<')
})

test('the summary names callbacks that did not arrive', async () => {
  await using double = await startTestSimulator()
  const account = double.simulator.account('a-key')
  const body = { model: KIE_MODEL, input: { prompt: 'a cat' }, callBackUrl: 'http://10.1.2.3/hook' }
  await double.post('/api/v1/jobs/createTask', body, { key: 'a-key' })
  await account.clock.advance('10s')
  using step = playStep({ STATE_STUNTDOUBLE_URL: double.url, STATE_STUNTDOUBLE_REPORT_DIR: '' })
  const env = { ...step.runner.env, STATE_STUNTDOUBLE_REPORT_DIR: step.folder }
  expect(await finish({ ...step.runner, env })).toBe(0)
  expect(step.summary()).toContain('### Callbacks that did not arrive')
  expect(step.summary()).toContain('| http://10.1.2.3/hook | refused |')
  expect(step.summary()).toContain('succeeded')
  // The second time, as after action/stop, there is nothing left to say.
  const before = step.summary()
  expect(await finish({ ...step.runner, env })).toBe(0)
  expect(step.summary()).toBe(before)
})

test('a simulator that ended too early is a warning with its last lines, and no reason to fail', async () => {
  using step = playStep({ STATE_STUNTDOUBLE_URL: 'http://127.0.0.1:9' })
  const log = join(step.folder, 'log')
  writeFileSync(log, 'out of memory\n')
  const env = { ...step.runner.env, STATE_STUNTDOUBLE_REPORT_DIR: step.folder, STATE_STUNTDOUBLE_LOG: log }
  expect(await finish({ ...step.runner, env })).toBe(0)
  expect(step.log()).toContain('::warning title=stuntdouble ended before the job did::')
  expect(step.summary()).toContain('out of memory')
})

test('contract reports into summary, folder and badge, and never shows the key', async () => {
  await using double = await startTestSimulator()
  using step = playStep({
    INPUT_PROVIDER: 'kie',
    'INPUT_BASE-URL': double.url,
    'INPUT_API-KEY': 'secret-of-the-repository',
    INPUT_ONLY: 'balance-shape',
  })
  expect(await contract(step.runner)).toBe(0)
  const folder = join(step.folder, 'stuntdouble-contract-kie')
  expect(JSON.parse(fileIn(folder, 'contract-kie-badge.json'))).toEqual({
    schemaVersion: 1,
    label: 'kie contract',
    message: 'holds',
    color: 'brightgreen',
  })
  expect(step.outputs()).toContain('result<<end_of_value\nholds\n')
  expect(step.summary()).not.toBe('')
  const written = ['contract-kie.json', 'contract-kie.xml', 'contract-kie.md'].map((name) =>
    fileIn(folder, name),
  )
  expect(written).not.toContain('')
  expect([...written, step.log(), step.outputs(), step.summary()].join('')).not.toContain('secret-of')
})

test('grade passes the command line on, and tells its grade', async () => {
  const asked: (readonly string[])[] = []
  using step = playStep(
    {
      INPUT_COMMAND: 'node make-video.js --fast',
      INPUT_BASELINE: 'known.json',
      INPUT_ONLY: 'money\npolling',
    },
    async (args) => {
      asked.push(args)
      return { code: 1, stdout: '', stderr: '' }
    },
  )
  expect(await grade(step.runner)).toBe(1)
  const [args = []] = asked
  expect(args.slice(-4)).toEqual(['--', 'bash', '-c', 'node make-video.js --fast'])
  expect(args).toContain('--baseline=known.json')
  expect(args.filter((word) => word.startsWith('--only='))).toEqual(['--only=money', '--only=polling'])
  expect(args).toContain('--name=node make-video.js --fast')
})

test('a missing input is one sentence and exit code 2', async () => {
  using step = playStep({})
  expect(await perform(step.runner, grade)).toBe(2)
  expect(step.log()).toBe(
    '::error title=A mistake in the workflow::The input command is missing, for example "command: node make-video.js".\n',
  )
  expect(await perform(step.runner, contract)).toBe(2)
})

test('a value cannot set another variable, whatever it contains', () => {
  using step = playStep({})
  tell(step.runner, 'GITHUB_OUTPUT', { note: 'a\nend_of_value\nPATH<<x\nevil\nx' })
  expect(step.outputs()).toBe('note<<end_of_value_\na\nend_of_value\nPATH<<x\nevil\nx\nend_of_value_\n')
})
