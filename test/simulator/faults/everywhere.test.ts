import { expect, test } from 'vitest'
import { faults } from '../../../src/simulator/faults/index.ts'
import { patiently } from '../../helpers/patiently.ts'
import { startReceiver } from '../../helpers/receiver.ts'
import { isSampled } from '../../helpers/sampled.ts'
import { ask } from '../../helpers/simulator.ts'
import { BOTH, start } from './job.ts'

/** In the suite each fault meets both providers and both profiles once. */
const PLACES = BOTH.flatMap(([name, wire], column) =>
  (['documented', 'observed'] as const).map(
    (profile, third) => [name, profile, wire, column + third] as const,
  ),
)

/** Some faults end the connection instead. */
const noAnswer = (): undefined => undefined

test.each(PLACES)(
  'every fault strikes what it says it strikes: %s, %s',
  async (name, profile, wire, place) => {
    await using receiver = await startReceiver()
    await using double = await start({ profile, kieWebhookKey: 'hook-secret', rateLimit: 'off' })
    const account = double.simulator.account('test-key')
    for (const [row, { name: fault, strikes }] of [...faults.values()].entries()) {
      if (!isSampled(row, place, 2)) continue
      // EvoLink does not sign, and its links are a list.
      if (name === 'EvoLink' && /^(callback-bad-signature|result-json)$/.test(fault)) continue
      await patiently(account, wire.create(double, fault, receiver.url).catch(noAnswer))
      const plain = wire.idOf(await wire.create(double))
      await patiently(
        account,
        wire.read(double, plain, strikes.includes('retrieve') ? fault : undefined).catch(noAnswer),
      )
      await double.advance(400_000)
      const [link = ''] = wire.resultsOf(await wire.read(double, plain))
      const headers = { 'x-stuntdouble-fault': strikes.includes('result') ? fault : '' }
      await patiently(account, ask('GET', link, { key: null, headers }).catch(noAnswer))
      const exchanges = account.exchanges({ fault })
      const struck = new Set(exchanges.map(({ operation }) => operation))
      const kinds = [
        ...(strikes.includes('create') ? ['create'] : []),
        ...(strikes.includes('retrieve') ? ['retrieve'] : []),
        ...(strikes.includes('result') ? ['result'] : []),
      ]
      expect(struck.size, fault).toBeGreaterThanOrEqual(kinds.length)
    }
    const notes = account.exchanges().map(({ note }) => note ?? '')
    expect(notes.filter((note) => /mistake|does nothing/.test(note))).toEqual([])
  },
)
