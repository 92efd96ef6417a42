import { appendFileSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startSimulator } from '../../../src/simulator/index.ts'
import { runCommand } from '../../helpers/command.ts'
import { startTestSimulator } from '../../helpers/simulator.ts'
import { stateFolder } from '../../helpers/state-folder.ts'

/** A folder with three tasks, ended in good order. Returns its log. */
const filled = async (path: string): Promise<string> => {
  await using double = await startTestSimulator({ state: path })
  for (let nth = 0; nth < 3; nth += 1) await double.createEvolink()
  return join(path, 'log-1.jsonl')
}

/** Starts on a folder. Returns how many tasks there are, and what was said. */
const startedOn = async (state: string) => {
  const notes: string[] = []
  await using double = await startSimulator(
    { port: 0, clock: 'manual', state },
    { onStateNote: (note) => notes.push(note) },
  )
  return { tasks: double.restored?.tasks, notes }
}

test('a log that ends in the middle of a line is read up to there, wherever that is, and left as it is', async () => {
  using folder = stateFolder()
  const log = await filled(folder.path)
  const { size } = statSync(log)
  const lines = readFileSync(log, 'utf8').split('\n')
  for (const cut of [1, 2, 17, 300, 700, size - 100, size - 3]) {
    const copy = folder.asLeftByAKill()
    truncateSync(join(copy, 'log-1.jsonl'), size - cut)
    const left = readFileSync(join(copy, 'log-1.jsonl'), 'utf8')
    const { tasks, notes } = await startedOn(copy)
    const whole = left.split('\n').slice(0, left.endsWith('}') ? undefined : -1)
    expect(tasks, `cut by ${cut}`).toBe(whole.filter((line) => line.includes('"is":"task"')).length)
    expect(notes.length, `cut by ${cut}`).toBe(lines.includes(left.split('\n').at(-1) ?? '') ? 0 : 1)
    expect(readFileSync(join(copy, 'log-1.jsonl'), 'utf8')).toBe(left)
  }
})

const refusals: readonly (readonly [what: string, damage: (path: string) => void, words: string])[] = [
  [
    'a log of a newer version',
    (path) => writeFileSync(join(path, 'log-9.jsonl'), '{"stuntdouble":"state","version":2,"seed":1}\n'),
    'log-9.jsonl was written by a newer stuntdouble (format 2; this one reads 1). Nothing was changed; use the newer one, or name another folder with --state.',
  ],
  [
    'a log damaged in the middle',
    (path) => {
      const log = join(path, 'log-1.jsonl')
      const lines = readFileSync(log, 'utf8').split('\n')
      writeFileSync(log, lines.toSpliced(2, 1, '{"is":"tas').join('\n'))
    },
    'log-1.jsonl is damaged at line 3. Nothing was changed; put the file back from a copy, or name another folder with --state.',
  ],
  [
    'a snapshot without its end',
    (path) => writeFileSync(join(path, 'snapshot-1.jsonl'), '{"stuntdouble":"state","version":1,"seed":1}\n'),
    'snapshot-1.jsonl is not whole. Nothing was changed; put the file back from a copy, or name another folder with --state.',
  ],
  [
    'a file of something else',
    (path) => writeFileSync(join(path, 'log-9.jsonl'), '{"version":1}\n'),
    'log-9.jsonl is not a state of stuntdouble. Nothing was changed.',
  ],
  [
    'a line that is not a record',
    (path) => appendFileSync(join(path, 'log-1.jsonl'), '{"is":"account","name":7}\n'),
    'log-1.jsonl cannot be read: {"is":"account","name":7} is not one of its records. Nothing was changed.',
  ],
]

for (const [what, damage, words] of refusals)
  test(`${what} is one clear sentence and exit code 2, and nothing is changed`, async () => {
    using folder = stateFolder()
    await filled(folder.path)
    damage(folder.path)
    const before = folder.files()
    const { code, stderr } = await runCommand(['--port', '0', '--state', folder.path])
    expect(stderr).toBe(`stuntdouble: ${join(folder.path, words)}\n`)
    expect(code).toBe(2)
    expect(folder.files()).toEqual(before)
  })

test('a folder that another process uses is refused, and one whose process was killed is not', async () => {
  using folder = stateFolder()
  await filled(folder.path)
  const lock = join(folder.path, 'lock.json')
  const { host, started } = await holderWhileRunning(folder.path)
  // Our parent is a process that runs and is not us.
  writeFileSync(lock, JSON.stringify({ pid: process.ppid, host, started: startOf(process.ppid) }))
  const { code, stderr } = await runCommand(['--port', '0', '--state', folder.path])
  expect(stderr).toBe(
    `stuntdouble: The state folder ${folder.path} is in use by process ${process.ppid}; stop that one, or name another folder with --state.\n`,
  )
  expect(code).toBe(2)
  writeFileSync(lock, JSON.stringify({ pid: process.ppid, host, started: `${started}1` }))
  expect(await startedOn(folder.path)).toMatchObject({ tasks: 3, notes: [] })
})

const startOf = (pid: number): string => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}

const holderWhileRunning = async (state: string) => {
  await using _ = await startSimulator({ port: 0, state })
  return JSON.parse(readFileSync(join(state, 'lock.json'), 'utf8'))
}

test('one process does not use a folder twice', async () => {
  using folder = stateFolder()
  await using _ = await startTestSimulator({ state: folder.path })
  await expect(startTestSimulator({ state: folder.path })).rejects.toThrow(/is in use by process \d+;/)
})

test('a file where the folder should be, and --durable without a folder, are one clear sentence', async () => {
  using folder = stateFolder()
  mkdirSync(folder.path)
  const file = join(folder.path, 'file')
  writeFileSync(file, '')
  expect(await runCommand(['--port', '0', '--state', file])).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(
      /^stuntdouble: The state folder \S+ cannot be opened \(ENOTDIR: .*\); name another one with --state\.\n$/,
    ),
  })
  if (process.platform === 'linux')
    expect((await runCommand(['--port', '0', '--state', '/proc/a/b'])).stderr).toMatch(
      /ENOENT: .*name another one/,
    )
  expect(await runCommand(['--port', '0', '--durable'])).toMatchObject({
    code: 2,
    stderr:
      'stuntdouble: --durable needs a folder to write to: add --state <folder>. See stuntdouble help start.\n',
  })
})
