import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startTestSimulator } from '../../helpers/simulator.ts'
import { stateFolder } from '../../helpers/state-folder.ts'

test('many logs become one snapshot, and nothing is lost by that', async () => {
  using folder = stateFolder()
  const ids: string[] = []
  const createOne = async (): Promise<void> => {
    await using double = await startTestSimulator({ state: folder.path, durable: true })
    expect(double.simulator.restored?.tasks).toBe(ids.length)
    ids.push((await double.createEvolink()).json.id)
  }
  await createOne()
  await createOne()
  // Each was begun, and its process ended before anything happened.
  for (let number = 3; number < 23; number += 1)
    writeFileSync(join(folder.path, `log-${number}.jsonl`), '{"stuntdouble":"state","version":1,"seed":1}\n')
  await createOne()
  // The folder holds a snapshot, and the log since then.
  expect(folder.files()).toEqual(['log-24.jsonl', 'snapshot-24.jsonl'])
  await createOne()
  await using double = await startTestSimulator({ state: folder.path })
  const kept = (await double.get('/__stuntdouble/tasks')).json.items
  expect(kept.map(({ id }: { id: string }) => id)).toEqual(ids)
})
