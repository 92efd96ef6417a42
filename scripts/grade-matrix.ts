/**
 * The self-proof of the grader: a client that makes exactly one mistake breaks that obligation, and no other axis.
 * `npm run grade:matrix [node|python] [an obligation, an axis, or "open" …]` grades the clients of test/grade/clients with each switch, keeps
 * the verdicts in test/fixtures/grade/matrix.json; `npm run generate` writes docs/grade-matrix.md from them. With two idle cores it takes a few minutes per language.
 *
 * A client asks for a switch only where the mistake would show, so a row repeats only the situations in which the careful client
 * asked for it; in all others the two are the same program doing the same.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { contracts } from '../src/contracts/index.ts'
import { judge } from '../src/grade/judge.ts'
import { obligations } from '../src/grade/obligations/index.ts'
import type { Recording } from '../src/grade/recording.ts'
import { GRADE_2026_1 } from '../src/grade/sets.ts'
import { situations } from '../src/grade/situations/index.ts'
import { perform } from '../src/grade/stage/perform.ts'
import { LANGUAGES, type Language, MATRIX_FILE, type MatrixRow, readMatrix } from './grade-docs.ts'

const CLIENTS = {
  node: [process.execPath, 'test/grade/clients/switchable.mjs'],
  python: ['python3', 'test/grade/clients/switchable.py'],
} as const satisfies Record<Language, readonly string[]>

/** The day, as it is in the table. */
const TODAY = new Date().toISOString().slice(0, 10)
const DEADLINE_MS = 30_000
const AT_ONCE = Number(process.env.JOBS ?? 8)
/** What a busy machine spoils is looked at once more. */
const ATTEMPTS = 2

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
let runs = 0

/** Runs a client in a situation. Returns what it did, and which switches it asked for. */
const record = (language: Language, situation: string, hasReceiver: boolean, mistake: string) =>
  inTurn(async () => {
    runs += 1
    const notes = join(folder, `${runs}`)
    writeFileSync(notes, '')
    const recording = await perform(situations.get(situation) as never, {
      command: CLIENTS[language],
      provider: 'kie',
      profile: 'documented',
      deadlineMs: DEADLINE_MS,
      seed: 1,
      env: { ...process.env, MISTAKE: mistake, NOTES: notes, RECEIVER: hasReceiver ? '1' : '' },
      cwd: process.cwd(),
      abort: new AbortController().signal,
      polls: !hasReceiver,
    })
    return { recording, asked: new Set(readFileSync(notes, 'utf8').split('\n')) }
  })
type Recorded = Awaited<ReturnType<typeof record>>

const openIn = (recordings: readonly Recording[]) =>
  judge(recordings, { set: GRADE_2026_1, isAsked: () => true, repeat: (id) => id }).filter(
    ({ verdict }) => verdict === 'fail' || verdict === 'untestable' || verdict === 'warning',
  )

/** What the careful client does in every situation. @throws Error when it breaks anything */
const careful = async (language: Language, hasReceiver: boolean): Promise<readonly Recorded[]> => {
  const circumstances = {
    contract: contracts.kie,
    profile: 'documented',
    deadlineMs: DEADLINE_MS,
  } as const
  const ids = [...situations.values()]
    .filter(
      ({ cannot, needsReceiver }) => cannot?.(circumstances) === undefined && (hasReceiver || !needsReceiver),
    )
    .map(({ id }) => id)
  let all = await Promise.all(ids.map((id) => record(language, id, hasReceiver, '')))
  for (let attempt = 1; ; attempt += 1) {
    const open = openIn(all.map(({ recording }) => recording))
    if (open.length === 0) return all
    const unmet = all
      .filter(({ recording }) => !recording.isProvoked)
      .map(({ recording }) => recording.situation)
    const odd = new Set([
      ...open.flatMap(({ evidence }) => evidence.map(({ situation }) => situation)),
      ...unmet,
    ])
    console.error(
      `${language}: the careful client: ${open.map(({ id, because }) => `${id}: ${because}`).join('; ')}`,
    )
    if (attempt > ATTEMPTS || odd.size === 0)
      throw new Error(`${language}: the careful client is not careful.`)
    all = await Promise.all(
      all.map((each) =>
        odd.has(each.recording.situation)
          ? record(language, each.recording.situation, hasReceiver, '')
          : each,
      ),
    )
  }
}

/** Whether the mistake broke its obligation, and no other axis. */
const isSharp = ({ verdict, elsewhere }: MatrixRow): boolean =>
  (verdict === 'fail' || verdict === 'warning') && elsewhere.length === 0

const rowOf = async (language: Language, mistake: string, base: readonly Recorded[]): Promise<MatrixRow> => {
  const axis = mistake.split('/')[0]
  const obligation = obligations.find(({ id }) => id === mistake)
  const own = obligation?.situations ?? []
  const isTouched = ({ asked, recording: { situation } }: Recorded): boolean =>
    asked.has(mistake) || own.includes(situation)
  for (let attempt = 1; ; attempt += 1) {
    const recorded = await Promise.all(
      base.map((each) =>
        isTouched(each) ? record(language, each.recording.situation, axis === 'callbacks', mistake) : each,
      ),
    )
    const open = openIn(recorded.map(({ recording }) => recording))
    const others = open.filter((each) => each.axis !== axis && each.verdict !== 'warning').map(({ id }) => id)
    const doesImply = obligation?.implies !== undefined
    const row = {
      verdict: open.find(({ id }) => id === mistake)?.verdict ?? 'pass',
      situations: base.filter(isTouched).length,
      beside: open.filter((each) => each.axis === axis && each.id !== mistake).map(({ id }) => id),
      elsewhere: doesImply ? [] : others,
      ...(doesImply && { implied: others }),
      on: TODAY,
    }
    if (isSharp(row) || attempt === ATTEMPTS) return row
  }
}

const prove = async (language: Language, wanted: readonly string[]): Promise<void> => {
  const bases = new Map<boolean, Promise<readonly Recorded[]>>()
  const baseFor = (hasReceiver: boolean): Promise<readonly Recorded[]> => {
    const base = bases.get(hasReceiver) ?? careful(language, hasReceiver)
    bases.set(hasReceiver, base)
    return base
  }
  await Promise.all(
    wanted.map(async (mistake) => {
      const row = await rowOf(language, mistake, await baseFor(mistake.startsWith('callbacks/')))
      console.log(`${language} ${mistake}: ${JSON.stringify(row)}`)
      const matrix = readMatrix()
      matrix[mistake] = { ...matrix[mistake], [language]: row }
      const sorted = Object.fromEntries(ids.flatMap((id) => (matrix[id] ? [[id, matrix[id]]] : [])))
      writeFileSync(MATRIX_FILE, `${JSON.stringify(sorted, null, 1)}\n`)
    }),
  )
}

const asked = process.argv.slice(2)
const languages = LANGUAGES.filter((name) => asked.includes(name) || !asked.some((word) => word in CLIENTS))
const words = asked.filter((word) => !(word in CLIENTS))
const ids: readonly string[] = obligations.map(({ id }) => id)
const unknown = words.find(
  (word) => word !== 'open' && !ids.some((id) => id === word || id.startsWith(`${word}/`)),
)
if (unknown !== undefined) throw new Error(`There is no obligation or axis ${unknown}.`)

/** Whether a row was asked for; `open` are those that are not as they should be. */
const isWanted = (language: Language, id: string): boolean =>
  words.length === 0 ||
  words.some((word) => id === word || id.startsWith(`${word}/`)) ||
  (words.includes('open') && !isSharp(readMatrix()[id]?.[language] ?? NEVER_RUN))
const NEVER_RUN: MatrixRow = { verdict: 'blank', situations: 0, beside: [], elsewhere: [], on: '' }

try {
  for (const language of languages)
    await prove(
      language,
      ids.filter((id) => isWanted(language, id)),
    )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
console.log(`${runs} runs. \`npm run generate\` writes docs/grade-matrix.md.`)
