import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import type * as shown from '../../src/console/types.d.ts'
import { billSchema } from '../../src/simulator/bill/bill-schema.ts'
import {
  accountSchema,
  clockSchema,
  deliverySchema,
  exchangeSchema,
  inboxSchema,
  receivedSchema,
  scenarioSchema,
  taskSchema,
} from '../../src/simulator/control/schemas.ts'

/** What the console takes a response for, against what the control API says it sends. The compiler checks the types. */
type Sends<Schema extends z.ZodType, Shown> = z.output<Schema> extends Shown ? true : never

const checked: readonly true[] = [
  true satisfies Sends<typeof taskSchema, shown.Task>,
  true satisfies Sends<typeof exchangeSchema, shown.Exchange>,
  true satisfies Sends<typeof deliverySchema, shown.Delivery>,
  true satisfies Sends<typeof accountSchema, shown.Account>,
  true satisfies Sends<typeof clockSchema, shown.Clock>,
  true satisfies Sends<typeof scenarioSchema, shown.Scenario>,
  true satisfies Sends<typeof inboxSchema, shown.Inbox>,
  true satisfies Sends<typeof receivedSchema, shown.Letter>,
  true satisfies Sends<typeof billSchema, shown.Bill>,
]

const source = readFileSync('src/console/types.d.ts', 'utf8')

/** The members that an interface of the console has. */
const membersOf = (name: string): readonly string[] => {
  const [, body = ''] = new RegExp(`interface ${name} [^{]*\\{\\n(.*?)\\n\\}`, 's').exec(source) ?? []
  return [...body.matchAll(/^ {2}readonly (\w+)/gm)].map(([, member = '']) => member)
}

test.each([
  ['Task', taskSchema],
  ['Exchange', exchangeSchema],
  ['Delivery', deliverySchema],
  ['Account', accountSchema],
  ['Clock', clockSchema],
  ['Scenario', scenarioSchema],
  ['Inbox', inboxSchema],
  ['Letter', receivedSchema],
  ['Bill', billSchema],
] as const)('the control API sends every member that the console reads of a %s', (name, schema) => {
  const members = membersOf(name)
  expect(members.length).toBeGreaterThan(1)
  expect(Object.keys(schema.shape)).toEqual(expect.arrayContaining([...members]))
  expect(checked).toHaveLength(9)
})
