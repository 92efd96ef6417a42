import type { FastifyReply, FastifyRequest } from 'fastify'
import { realNow } from '../../basics/time/machine.ts'
import type { Operation } from '../../contracts/index.ts'
import type { Account } from '../accounts/account.ts'
import { type CreateBill, verdictText } from '../bill/create-bill.ts'
import type { Strike } from '../faults/fault.ts'
import { type Exchange, remembered } from '../journal/journal.ts'
import type { SimulatedProvider } from '../providers/provider.ts'
import type { Simulation } from '../simulation.ts'
import {
  BILL_HEADER,
  FAULT_HEADER,
  FIELD_HEADER,
  headerText,
  NOTE_HEADER,
  REQUEST_ID_HEADER,
} from './headers.ts'

/** A call that is about to get its response. */
export interface AnsweredCall {
  readonly simulation: Simulation
  /** Undefined if the call reached no account. */
  readonly account: Account | undefined
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  /** Real ms. */
  readonly startedAt: number
  readonly provider: Pick<SimulatedProvider, 'contract'> | undefined
  /** Its id as in `kie.createTask`. */
  readonly operation: Pick<Operation, 'id'> | undefined
  readonly taskId: string | undefined
  readonly strike: Strike | undefined
  readonly note: string | undefined
  readonly refusedField?: string | undefined
  /** Only of a create request. */
  readonly bill?: CreateBill | undefined
}

/** What the journal records about a call besides its response. */
export interface SentResponse {
  /** Null if the connection ends without one. */
  readonly status: number | null
  readonly requestBody: string
  readonly responseBody: string
}

/** Sets the headers that every response has. Returns the request's id. */
export const setHeaders = ({
  simulation,
  account,
  reply,
  strike,
  note,
  refusedField,
  bill,
}: AnsweredCall): string => {
  const id = (account ?? simulation).nextRequestId()
  reply.header(REQUEST_ID_HEADER, id)
  if (simulation.settings.noTell) return id
  if (strike !== undefined) reply.header(FAULT_HEADER, strike.fault.name)
  if (note !== undefined) reply.header(NOTE_HEADER, headerText(note))
  if (bill !== undefined)
    reply.header(BILL_HEADER, verdictText(bill, (account ?? simulation.accounts).clock.now()))
  if (refusedField !== undefined) reply.header(FIELD_HEADER, headerText(refusedField))
  return id
}

/**
 * Records a call and its response in the journal.
 * @param id the request's, as `setHeaders` returned it
 * @returns undefined if nobody would see the record
 */
export const writeExchange = (
  { simulation, account, request, startedAt, provider, operation, taskId, strike, note, bill }: AnsweredCall,
  id: string,
  { status, requestBody, responseBody }: SentResponse,
): Exchange | undefined => {
  // The bill needs a record of each create request.
  if (bill === undefined && !simulation.keepsExchanges) return undefined
  const exchange: Exchange = {
    id,
    at: (account ?? simulation.accounts).clock.now(),
    durationMs: realNow() - startedAt,
    account: account?.name ?? null,
    provider: provider?.contract.name ?? null,
    operation: operation?.id ?? null,
    method: request.method,
    url: request.url,
    status,
    task: taskId ?? null,
    fault: strike?.fault.name ?? null,
    note: note ?? null,
    bill: bill ?? null,
    requestHeaders: request.headers,
    requestBody: remembered(requestBody),
    responseBody: remembered(responseBody),
  }
  simulation.write(account, exchange)
  return exchange
}
