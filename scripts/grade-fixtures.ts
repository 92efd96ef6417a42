/**
 * Records what the careful client of test/grade/clients does in every situation, for the tests that judge recordings:
 * `npx tsx scripts/grade-fixtures.ts`.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import type { ProviderName } from '../src/contracts/index.ts'
import { contracts } from '../src/contracts/index.ts'
import type { Recording } from '../src/grade/recording.ts'
import { situations } from '../src/grade/situations/index.ts'
import { perform } from '../src/grade/stage/perform.ts'

const FOLDER = 'test/fixtures/grade'
const DEADLINE_MS = 30_000

const record = async (provider: ProviderName, hasReceiver: boolean): Promise<readonly Recording[]> => {
  const job = {
    command: [process.execPath, 'test/grade/clients/switchable.mjs'],
    provider,
    profile: 'documented' as const,
    deadlineMs: DEADLINE_MS,
    seed: 1,
    env: { ...process.env, ...(hasReceiver && { RECEIVER: '1' }) },
    cwd: process.cwd(),
    abort: new AbortController().signal,
    polls: !hasReceiver,
  }
  const circumstances = { contract: contracts[provider], profile: job.profile, deadlineMs: DEADLINE_MS }
  const waiting = [...situations.values()].filter(
    ({ cannot, needsReceiver }) =>
      cannot?.(circumstances) === undefined && (hasReceiver || needsReceiver !== true),
  )
  const recordings: Recording[] = []
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      recordings.push(await perform(next, job))
  }
  await Promise.all(Array.from({ length: 4 }, work))
  const order = [...situations.keys()]
  return recordings.sort((a, b) => order.indexOf(a.situation) - order.indexOf(b.situation))
}

mkdirSync(FOLDER, { recursive: true })
for (const [name, provider, hasReceiver] of [
  ['careful-kie-receiver', 'kie', true],
  ['careful-evolink', 'evolink', false],
] as const) {
  const recordings = await record(provider, hasReceiver)
  writeFileSync(`${FOLDER}/${name}.json`, `${JSON.stringify(recordings, null, 1)}\n`)
}
