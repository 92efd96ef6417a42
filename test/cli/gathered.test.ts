import { expect, test } from 'vitest'
import { gathered } from '../../src/cli/server/gathered.ts'

const collected = () => {
  const writes: string[] = []
  return { writes, output: gathered({ write: (text) => writes.push(text) }) }
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('what is written in one turn of the event loop is written at once', async () => {
  const { writes, output } = collected()
  output.write('one\n')
  output.write('two\n')
  expect(writes).toEqual([])
  await nextTurn()
  output.write('three\n')
  await nextTurn()
  expect(writes).toEqual(['one\ntwo\n', 'three\n'])
})

test('a long text does not wait, and what is left comes with a flush, once', async () => {
  const { writes, output } = collected()
  output.write('x'.repeat(20_000))
  expect(writes).toHaveLength(1)
  output.write('last\n')
  output.flush()
  await nextTurn()
  expect(writes.slice(1)).toEqual(['last\n'])
})
