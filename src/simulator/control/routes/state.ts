import { z } from 'zod'
import { bounds } from '../../bounds.ts'
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
    handle: ({ simulation, account, body }) => {
      inOurWords(() =>
        account === undefined ? takeOverAll(simulation, body) : takeOver(simulation, account, body),
      )
      const accounts = accountsIn(simulation, account)
      return {
        accounts: accounts.map(({ name }) => name),
        tasks: accounts.reduce((sum, { tasks }) => sum + tasks.size, 0),
      }
    },
  }),
]
