/**
 * The self-proof of the grader: a client that makes exactly one mistake breaks that obligation, and no other axis.
 * `npm run grade:matrix [node|python] [an obligation, an axis, or "open" …]` grades the clients of test/grade/clients with each switch, keeps
 * the verdicts in test/fixtures/grade/matrix.json; `npm run generate` writes docs/grade-matrix.md from them. With two idle cores it takes a few minutes per language.
 *
 * A client asks for a switch only where the mistake would show, so a row repeats only the situations in which the careful client
 * asked for it; in all others the two are the same program doing the same.
 */
import { writeFileSync } from 'node:fs'
import { obligations } from '../src/grade/obligations/index.ts'
import { ATTEMPTS, openIn, type Recorded, record, recordAll, runsSoFar, TODAY } from './grade-clients.ts'
import { LANGUAGES, type Language, MATRIX_FILE, type MatrixRow, readMatrix } from './grade-docs.ts'

/** What the careful client does in every situation. @throws Error when it breaks anything */
const careful = async (language: Language, hasReceiver: boolean): Promise<readonly Recorded[]> => {
  const { recorded, open } = await recordAll({ language, hasReceiver })
  if (open.length > 0) throw new Error(`${language}: the careful client breaks ${open.map(({ id }) => id)}.`)
  return recorded
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
        isTouched(each)
          ? record(each.recording.situation, { language, mistake, hasReceiver: axis === 'callbacks' })
          : each,
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
const isLanguage = (word: string): word is Language => LANGUAGES.some((name) => name === word)
const languages = LANGUAGES.filter((name) => asked.includes(name) || !asked.some(isLanguage))
const words = asked.filter((word) => !isLanguage(word))
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

for (const language of languages)
  await prove(
    language,
    ids.filter((id) => isWanted(language, id)),
  )
console.log(`${runsSoFar()} runs. \`npm run generate\` writes docs/grade-matrix.md.`)
