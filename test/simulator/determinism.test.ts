import { expect, test } from 'vitest'
import { startTestSimulator } from '../helpers/simulator.ts'

type Double = Awaited<ReturnType<typeof startTestSimulator>>

/** What one account does: six jobs with both providers, polled twice. Answers everything that came over the wire. */
const transcriptOf = async (double: Double, key: string): Promise<string[]> => {
  const transcript: string[] = []
  const note = ({ status, text, headers }: Awaited<ReturnType<Double['createKie']>>): void => {
    transcript.push(
      `${status} ${headers['x-request-id']} ${headers['x-stuntdouble-fault']} ${text.replace(/127\.0\.0\.1:\d+/g, '')}`,
    )
  }
  for (let job = 0; job < 3; job += 1) {
    const kie = await double.createKie({}, {}, { key })
    const evolink = await double.createEvolink({}, { key })
    await double.put('/__stuntdouble/clock', { action: 'advance', ms: 5_000 }, { key })
    for (const answer of [
      kie,
      evolink,
      await double.recordInfo(kie.json.data?.taskId, { key }),
      await double.retrieve(evolink.json.id, { key }),
    ]) {
      note(answer)
    }
  }
  return transcript
}

/** What the journals say of an account, without how long things really took. */
const journalOf = async (double: Double, key: string): Promise<readonly string[]> => {
  const lists = ['exchanges', 'tasks', 'deliveries'].map((list) =>
    double.get(`/__stuntdouble/${list}`, { key }),
  )
  return (await Promise.all(lists)).map(({ text }) =>
    text.replaceAll(/127\.0\.0\.1:\d+/g, '').replaceAll(/"durationMs":[\d.e-]+/g, ''),
  )
}

const CLIENTS = 4

const transcripts = async (clients: number, seed: number): Promise<string[][]> => {
  const options = {
    seed,
    errorRate: 0.2,
    failRate: 0.4,
    queue: '100ms..2s',
    run: 'median=1s,p99=4s',
  } as const
  await using double = await startTestSimulator(options)
  const keys = Array.from({ length: CLIENTS }, (_, index) => `client-${index}`)
  const results: string[][] = new Array(keys.length)
  const next = keys.entries()
  const work = async (): Promise<void> => {
    for (const [index, key] of next)
      results[index] = [...(await transcriptOf(double, key)), ...(await journalOf(double, key))]
  }
  await Promise.all(Array.from({ length: clients }, work))
  return results
}

test('the same seed gives each account the same bytes, one after the other and all at once', async () => {
  const alone = await transcripts(1, 7)
  const together = await transcripts(CLIENTS, 7)
  expect(together).toEqual(alone)
  const all = alone.flat().join('\n')
  expect(all).toContain('server-error')
  expect(all).toContain('task-fails')
  expect(all).toContain('"state":"success"')
  expect(await transcripts(CLIENTS, 8)).not.toEqual(alone)
})
