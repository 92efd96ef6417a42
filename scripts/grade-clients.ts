/** Runs the clients of test/grade/clients in situations, for the self-proof of the grader. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { contracts, type ProviderName } from '../src/contracts/index.ts'
import { judge } from '../src/grade/judge.ts'
import type { Recording } from '../src/grade/recording.ts'
import type { JudgedObligation } from '../src/grade/report/report.ts'
import { GRADE_2026_1 } from '../src/grade/sets.ts'
import { situations } from '../src/grade/situations/index.ts'
import { perform } from '../src/grade/stage/perform.ts'
import type { Language } from './grade-docs.ts'

const COMMANDS = {
  node: [process.execPath, 'test/grade/clients/switchable.mjs'],
  python: ['python3', 'test/grade/clients/switchable.py'],
} as const satisfies Record<Language, readonly string[]>

/** The day, as it is in the tables. */
export const TODAY = new Date().toISOString().slice(0, 10)
const DEADLINE_MS = 30_000
const AT_ONCE = Number(process.env.JOBS ?? 8)
/** What a busy machine spoils is looked at once more. */
export const ATTEMPTS = 2

/** Which client runs, and how it is switched. */
export interface Casting {
  readonly language: Language
  readonly provider?: ProviderName
  readonly hasReceiver?: boolean
  readonly mistake?: string
  readonly habit?: string
}

let running = 0
const waiting: (() => void)[] = []
/** Runs one piece of work when there is room for it. */
const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else running += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next === undefined) running -= 1
    else next()
  }
}

const folder = mkdtempSync(join(tmpdir(), 'stuntdouble-matrix-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
let runs = 0

/** How often a client was run. */
export const runsSoFar = (): number => runs

/** Runs a client in a situation. Returns what it did, and which switches it asked for. */
export const record = (
  situation: string,
  { language, provider = 'kie', hasReceiver = false, mistake = '', habit = '' }: Casting,
) =>
  inTurn(async () => {
    runs += 1
    const notes = join(folder, `${runs}`)
    writeFileSync(notes, '')
    const switches = { MISTAKE: mistake, HABIT: habit, NOTES: notes, RECEIVER: hasReceiver ? '1' : '' }
    const recording = await perform(situations.get(situation) as never, {
      command: COMMANDS[language],
      provider,
      profile: 'documented',
      deadlineMs: DEADLINE_MS,
      seed: 1,
      env: { ...process.env, ...switches },
      cwd: process.cwd(),
      abort: new AbortController().signal,
      polls: !hasReceiver,
    })
    return { recording, asked: new Set(readFileSync(notes, 'utf8').split('\n')) }
  })
export type Recorded = Awaited<ReturnType<typeof record>>

/** What is not as it should be. */
export const openIn = (recordings: readonly Recording[]): readonly JudgedObligation[] =>
  judge(recordings, { set: GRADE_2026_1, isAsked: () => true, repeat: (id) => id }).filter(
    ({ verdict }) => verdict === 'fail' || verdict === 'untestable' || verdict === 'warning',
  )

const situationsFor = ({ provider = 'kie', hasReceiver = false }: Casting): readonly string[] => {
  const contract = contracts[provider]
  const circumstances = { contract, profile: 'documented', deadlineMs: DEADLINE_MS } as const
  return [...situations.values()]
    .filter(
      ({ cannot, needsReceiver }) => cannot?.(circumstances) === undefined && (hasReceiver || !needsReceiver),
    )
    .map(({ id }) => id)
}

/** Runs a client in every situation; what is open is run once more. */
export const recordAll = async (
  casting: Casting,
): Promise<{ readonly recorded: readonly Recorded[]; readonly open: readonly JudgedObligation[] }> => {
  let recorded = await Promise.all(situationsFor(casting).map((id) => record(id, casting)))
  for (let attempt = 1; ; attempt += 1) {
    const open = openIn(recorded.map(({ recording }) => recording))
    const unmet = recorded
      .filter(({ recording }) => !recording.isProvoked)
      .map(({ recording }) => recording.situation)
    const cited = open.flatMap(({ evidence }) => evidence.map(({ situation }) => situation))
    const odd = new Set([...cited, ...(open.length > 0 ? unmet : [])])
    if (odd.size === 0 || attempt > ATTEMPTS) return { recorded, open }
    console.error(open.map(({ id, because }) => `${id}: ${because}`).join('; '))
    recorded = await Promise.all(
      recorded.map((each) =>
        odd.has(each.recording.situation) ? record(each.recording.situation, casting) : each,
      ),
    )
  }
}
