import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import type { Fault } from '../../src/simulator/faults/fault.ts'
import { faults } from '../../src/simulator/faults/index.ts'
import { settingTable } from '../../src/simulator/settings.ts'
import { runCommand, startCommand, temporaryFolder } from '../helpers/command.ts'
import { startTestSimulator } from '../helpers/simulator.ts'
import { documentNamed } from './documents.ts'

/** What CONTRIBUTING.md teaches is done here, word for word. */
const { blocks } = documentNamed('CONTRIBUTING.md')
const shown = (language: string) =>
  blocks.filter((block) => block.language === language).map(({ text }) => text)

/** The fault of a block, as if its file were in src/simulator/faults. */
const faultOf = async (block: string): Promise<Fault> => {
  using folder = temporaryFolder()
  const file = join(folder.path, 'fault.ts')
  const here = resolve('src/simulator/faults')
  writeFileSync(
    file,
    block.replaceAll(/from '(\.[^']+)'/g, (_all, path) => `from '${resolve(here, path)}'`),
  )
  const [fault] = Object.values((await import(/* @vite-ignore */ file)) as Record<string, Fault>)
  if (fault === undefined) throw new Error('The block exports no fault.')
  return fault
}

const withFault = async (fault: Fault, check: () => Promise<void>): Promise<void> => {
  const registry = faults as Map<string, Fault>
  registry.set(fault.name, fault)
  try {
    await check()
  } finally {
    registry.delete(fault.name)
  }
}

const faultBlocks = shown('ts').filter((text) => text.includes('defineFault('))

test('the smallest fault strikes as soon as it is in the list', async () => {
  await withFault(await faultOf(faultBlocks[0] ?? ''), async () => {
    await using double = await startTestSimulator()
    const answer = await double.createKie({ prompt: 'a cat [[stunt: no-content]]' })
    expect(answer).toMatchObject({ status: 204, text: '' })
    expect(answer.headers['x-stuntdouble-fault']).toBe('no-content')
    expect(double.simulator.account('test-key').tasks()).toHaveLength(1)
  })
})

test('with a setting, it is read', async () => {
  await withFault(await faultOf(faultBlocks[1] ?? ''), async () => {
    await using double = await startTestSimulator()
    expect((await double.createKie({ prompt: 'a cat [[stunt: no-content status=202]]' })).status).toBe(202)
    const wrong = await double.createKie({ prompt: 'a cat [[stunt: no-content status=500]]' })
    expect(wrong.headers['x-stuntdouble-note']).toContain(
      'no-content status: "500" is not one of 204, 202, 201',
    )
  })
})

test('a fault on the task changes what is planned for it', async () => {
  await withFault(await faultOf(faultBlocks[2] ?? ''), async () => {
    await using double = await startTestSimulator()
    await double.createKie({ prompt: 'a cat [[stunt: ends-late by=10s]]' })
    const account = double.simulator.account('test-key')
    await account.clock.advance('13s')
    expect(account.tasks()[0]?.phase).toBe('running')
    await account.clock.advance('2s')
    expect(account.tasks()[0]?.phase).toBe('succeeded')
  })
})

test('the row of a flag is written as the rows of the table are', () => {
  const row = shown('ts').find((text) => text.includes('maxBody')) ?? ''
  const table = readFileSync('src/simulator/settings.ts', 'utf8')
  const [kind = '', group = ''] = [/setting\((\w+)\(/.exec(row)?.[1], /group: '(\w+)'/.exec(row)?.[1]]
  expect(table).toContain(`setting(${kind}(`)
  expect(Object.values(settingTable).map((setting) => setting.group as string)).toContain(group)
})

test('the smallest page is imported without a warning, and served', async () => {
  using folder = temporaryFolder({ 'page.md': shown('md')[0] ?? '' })
  const page = join(folder.path, 'page.md')
  const { code, stdout } = await runCommand(['import', page, '--json'])
  expect(code).toBe(0)
  const { models, problems } = JSON.parse(stdout)
  expect(models).toEqual(['marten/text-to-video'])
  // Only that it has no example is noted.
  expect(problems.map(({ severity }: { severity: string }) => severity)).toEqual(['note'])
  await using double = await startCommand(['--port', '0', '--models', page])
  const create = (input: object): Promise<Response> =>
    fetch(`${double.url}/api/v1/jobs/createTask`, {
      method: 'POST',
      headers: { authorization: 'Bearer k', 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'marten/text-to-video', input }),
    })
  expect((await create({ prompt: 'a marten' })).status).toBe(200)
  expect((await create({})).status).toBe(422)
})
