import { expect, test } from 'vitest'
import { startTestSimulator } from '../../helpers/simulator.ts'
import { stateFolder } from '../../helpers/state-folder.ts'

test('many logs become one snapshot, and nothing is lost by that', async () => {
  using folder = stateFolder()
  const ids: string[] = []
  for (let start = 0; start < 23; start += 1) {
    await using double = await startTestSimulator({ state: folder.path, durable: true })
    expect(double.simulator.restored?.tasks).toBe(ids.length)
    ids.push((await double.createEvolink()).json.id)
  }
  expect(folder.files().filter((name) => name.startsWith('snapshot'))).toHaveLength(1)
  expect(folder.files().length).toBeLessThan(20)
  await using double = await startTestSimulator({ state: folder.path })
  const kept = (await double.get('/__stuntdouble/tasks')).json.items
  expect(kept.map(({ id }: { id: string }) => id)).toEqual(ids)
})
