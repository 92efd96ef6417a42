/**
 * Tries what nobody thought of: `npm run fuzz -- --minutes 20`. Each round has a seed, which is printed; a failure is
 * made as small as it gets and kept in test/fuzz/corpus, from where it is tried first ever after.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { bodies } from '../test/fuzz/bodies.ts'
import { failsStill, type KeptFailure, keptFailure } from '../test/fuzz/kept.ts'
import { sequences } from '../test/fuzz/sequences.ts'
import { startTestSimulator } from '../test/helpers/simulator.ts'

const CORPUS = 'test/fuzz/corpus'
const RUNS_PER_ROUND = 200

const targets = { sequences, bodies }

/** A failure in the corpus. */
interface Failure extends KeptFailure {
  readonly target: keyof typeof targets
}

const keep = (failure: Failure): string => {
  const file = join(CORPUS, `${failure.target}-${failure.seed >>> 0}.json`)
  writeFileSync(file, `${JSON.stringify(failure, null, 2)}\n`)
  return file
}

const corpus = (): readonly Failure[] =>
  readdirSync(CORPUS)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(CORPUS, name), 'utf8')) as Failure)

const replay = async (): Promise<number> => {
  let failed = 0
  for (const { target, example, ...kept } of corpus()) {
    await using double = await startTestSimulator()
    const outcome = await failsStill(targets[target](double), kept)
    if (outcome === false) continue
    const words = outcome === true ? `still fails: ${example}` : outcome
    console.error(`${target}, seed ${kept.seed}, path ${kept.path}: ${words}`)
    failed += 1
  }
  return failed
}

const round = async (target: keyof typeof targets): Promise<boolean> => {
  await using double = await startTestSimulator()
  const seed = (Date.now() ^ (process.pid << 16)) | 0
  const details = await fc.check(targets[target](double), { seed, numRuns: RUNS_PER_ROUND })
  const failure = keptFailure(details)
  console.log(`${target}: seed ${seed}, ${details.numRuns} runs${failure === undefined ? '' : ', FAILED'}`)
  if (failure === undefined) return true
  const file = keep({ target, ...failure })
  console.error(`${String(details.errorInstance)}\n${failure.example}\nkept in ${file}`)
  return false
}

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '1' } } })
const end = performance.now() + Number(values.minutes) * 60_000
let failures = await replay()
do {
  for (const target of Object.keys(targets) as (keyof typeof targets)[])
    failures += Number(!(await round(target)))
} while (failures === 0 && performance.now() < end)
process.exitCode = failures === 0 ? 0 : 1
