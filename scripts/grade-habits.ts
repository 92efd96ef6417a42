/**
 * The other half of the self-proof: a careful client with a harmless habit raises no alarm, in any situation.
 * `npm run grade:habits [a habit …]` keeps what it finds in test/fixtures/grade/habits.json; `npm run generate` writes it into
 * docs/grade-matrix.md.
 */
import { writeFileSync } from 'node:fs'
import { type Casting, recordAll, TODAY } from './grade-clients.ts'
import { HABITS, HABITS_FILE, readHabits } from './grade-docs.ts'

/** What a habit needs to show. */
const NEEDS: Readonly<Record<string, Partial<Casting>>> = {
  'lists-first': { provider: 'evolink' },
  'relays-callbacks': { hasReceiver: true },
}

const asked = process.argv.slice(2)
const names = Object.keys(HABITS)
const unknown = asked.find((word) => !names.includes(word))
if (unknown !== undefined) throw new Error(`There is no habit ${unknown}; there are ${names.join(', ')}.`)

for (const habit of asked.length > 0 ? asked : names) {
  const { recorded, open } = await recordAll({ language: 'node', habit, ...NEEDS[habit] })
  const row = { situations: recorded.length, alarms: open.map(({ id }) => id), on: TODAY }
  console.log(`${habit}: ${JSON.stringify(row)}`)
  writeFileSync(HABITS_FILE, `${JSON.stringify({ ...readHabits(), [habit]: row }, null, 2)}\n`)
}
