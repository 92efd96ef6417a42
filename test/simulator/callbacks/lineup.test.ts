import { expect, test } from 'vitest'
import { Lineup, type Linked } from '../../../src/simulator/callbacks/lineup.ts'

interface Named extends Linked<Named> {
  readonly name: string
}

const lineup = new Lineup<Named>()
const named = (name: string): Named => ({ name, older: undefined, newer: undefined })
const names = (): string => [...lineup].map(({ name }) => name).join('')

test('whoever leaves a line-up, first, last or in between, leaves the others in their order', () => {
  const [a, b, c, d] = [named('a'), named('b'), named('c'), named('d')]
  for (const each of [a, b, c, d]) lineup.add(each)
  const left = [b, d, a].map((each) => [lineup.remove(each), names()])
  expect(left).toEqual([
    [true, 'acd'],
    [true, 'ac'],
    [true, 'c'],
  ])
  lineup.add(b)
  expect(names()).toBe('cb')
})

test('whoever has left cannot leave again, and the last one leaves nobody', () => {
  const only = named('only')
  const own = new Lineup<Named>()
  own.add(only)
  expect([own.remove(only), own.remove(only), own.isEmpty]).toEqual([true, false, true])
})
