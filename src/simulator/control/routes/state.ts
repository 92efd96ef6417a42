import { z } from 'zod'
import type { Account } from '../../accounts/account.ts'
import { bounds } from '../../bounds.ts'
import type { Simulation } from '../../simulation.ts'
import { readDocument, stateSchema } from '../../state/records.ts'
import { documentHeader, documentRecords, takeOver, takeOverAll } from '../../state/state-document.ts'
import { StateError } from '../../state/state-error.ts'
import { ControlError } from '../control-error.ts'
import { controlRoute } from '../control-route.ts'
import { accountsIn } from '../scope.ts'
import { sendPieces } from '../send-pieces.ts'

/** @throws ControlError where `act` throws a StateError */
const inOurWords = <T>(act: () => T): T => {
  try {
    return act()
  } catch (error) {
    throw error instanceof StateError ? new ControlError(400, `${error.message.replace(/\.$/, '')}.`) : error
  }
}

/** Whether this account may take over so much; without one, what all the others have is given up first. */
const hasRoomFor = ({ accounts }: Simulation, account: Account, length: number): boolean =>
  accounts.all().reduce((sum, { takenOver }) => sum + takenOver, length - account.takenOver) <=
  bounds.takenOver.most

const CROWDED = `The states that accounts have taken over come to ${bounds.takenOver.most} characters already; reset accounts that are done.`

export const stateRoutes = [
  controlRoute({
    method: 'GET',
    path: '/state',
    namesAccount: true,
    summary:
      'All that is kept of the account, or of every one: to take over elsewhere, or to send with a bug report',
    answer: stateSchema,
    handle: ({ simulation, account, reply }) => {
      const header = JSON.stringify(documentHeader(simulation))
      const records = documentRecords(simulation, account)
      return sendPieces(reply, `${header.slice(0, -1)},"records":[`, records, ']}')
    },
  }),
  controlRoute({
    method: 'PUT',
    path: '/state',
    namesAccount: true,
    summary:
      'Makes the account what GET state said of one, or without a key all of them; what was there before goes',
    body: stateSchema,
    example: { bodyFrom: '/state' },
    readBody: (value) => inOurWords(() => readDocument(value)),
    bodyLimit: bounds.stateBody.most,
    answer: z.object({ accounts: z.array(z.string()), tasks: z.number().int() }),
    handle: ({ simulation, account, body, request }) => {
      const { length } = String(request.body)
      if (account !== undefined && !hasRoomFor(simulation, account, length))
        throw new ControlError(413, CROWDED)
      inOurWords(() =>
        account === undefined ? takeOverAll(simulation, body) : takeOver(simulation, account, body),
      )
      const accounts = accountsIn(simulation, account)
      for (const each of accounts) each.takenOver = length / accounts.length
      return {
        accounts: accounts.map(({ name }) => name),
        tasks: accounts.reduce((sum, { tasks }) => sum + tasks.size, 0),
      }
    },
  }),
]
