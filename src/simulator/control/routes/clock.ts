import { z } from 'zod'
import { LONGEST_MS, parseDuration } from '../../../basics/duration.ts'
import { bounds } from '../../bounds.ts'
import type { Simulation } from '../../simulation.ts'
import { leftBy } from '../caller.ts'
import { ControlError } from '../control-error.ts'
import { controlRoute } from '../control-route.ts'
import { type Move, moveAll, moveClock, showClock } from '../move-clock.ts'
import { clockSchema } from '../schemas.ts'

const msError = `is a number of milliseconds from 0 to ${LONGEST_MS}`
const byError = 'is a duration such as 250ms, 5s or 2m'
const actionError =
  'is {"action": "advance", "by": "5m"}, {"action": "advanceToNext"}, {"action": "runUntilIdle"} or {"action": "switch", "kind": "manual"}'

const moveSchema = z.discriminatedUnion(
  'action',
  [
    z
      .object({
        action: z.literal('advance'),
        ms: z
          .number({ error: msError })
          .min(0, { error: msError })
          .max(LONGEST_MS, { error: msError })
          .optional(),
        by: z
          .string({ error: byError })
          .refine((text) => parseDuration(text) !== undefined, { error: byError })
          .optional(),
      })
      .refine(({ ms, by }) => (ms === undefined) !== (by === undefined), {
        error: 'is {"action": "advance", "by": "5m"}, or the same with "ms" in place of "by"',
      }),
    z.object({ action: z.literal('advanceToNext') }),
    z.object({ action: z.literal('runUntilIdle') }),
    z.object({
      action: z.literal('switch'),
      kind: z.enum(['real', 'manual'], { error: 'is "real" or "manual"' }),
    }),
  ],
  { error: actionError },
)

/** What a body asks for, in ms. */
const moveOf = (body: Exclude<z.infer<typeof moveSchema>, { action: 'switch' }>): Move =>
  body.action === 'advance' ? { action: 'advance', ms: parseDuration(body.by ?? body.ms) ?? 0 } : body

/** @throws ControlError when too many moves wait already */
const inTurn = async (simulation: Simulation, move: () => Promise<void>): Promise<void> => {
  const { most } = bounds.moves
  if (simulation.moves >= most)
    throw new ControlError(503, `${most} moves of clocks wait already; try again.`)
  simulation.moves += 1
  try {
    await move()
  } finally {
    simulation.moves -= 1
  }
}

export const clockRoutes = [
  controlRoute({
    method: 'GET',
    path: '/clock',
    namesAccount: true,
    summary: 'What the clock shows, and what is due: what is booked, and the next change of every task',
    answer: clockSchema,
    handle: ({ simulation, account }) => showClock(simulation, account),
  }),
  controlRoute({
    method: 'PUT',
    path: '/clock',
    namesAccount: true,
    summary:
      'Moves a manual clock, or makes it real or manual: the account’s, or every account’s and that of new ones without a key',
    tool: {
      name: 'advance_clock',
      about:
        'Lets time pass at once: tasks end, callbacks are sent and retried. Switch the clock to manual first, or create the situation with a manual clock. Actions: advance (by a duration such as 5m, or by ms), advanceToNext (to the next thing due), runUntilIdle (until every task has ended), switch (kind: real or manual).',
    },
    body: moveSchema,
    example: { body: { action: 'advance', by: '4s' } },
    answer: clockSchema,
    handle: async ({ simulation, account, body, reply }) => {
      const { clock } = account ?? simulation.accounts
      if (body.action === 'switch') {
        if (account === undefined) simulation.accounts.switchClocks(body.kind)
        else account.clock.switchTo(body.kind)
        simulation.events.tell({ type: 'clock', account: account?.name ?? null, owner: account })
        return showClock(simulation, account)
      }
      if (clock.kind !== 'manual') {
        throw new ControlError(
          409,
          'This clock is real and moves by itself; to move it, start with --clock manual or send {"action": "switch", "kind": "manual"} first.',
        )
      }
      // A move whose caller has gone ends where it is, and lets the next one begin.
      const gone = leftBy(reply)
      await inTurn(simulation, () =>
        account === undefined
          ? moveAll(simulation.accounts, moveOf(body), gone)
          : moveClock(account.clock, moveOf(body), gone),
      )
      simulation.events.tell({ type: 'clock', account: account?.name ?? null, owner: account })
      return showClock(simulation, account)
    },
  }),
]
