import type { FastifyReply } from 'fastify'
import type { RenderedAnswer, Transport } from '../faults/fault.ts'
import { type Exchange, remembered } from '../journal/journal.ts'
import {
  FAULT_HEADER,
  FIELD_HEADER,
  headerText,
  JSON_TYPE,
  NOTE_HEADER,
  REQUEST_ID_HEADER,
} from './headers.ts'
import { carry, isSilent } from './transport.ts'
import type { Visit } from './visit.ts'

/** Sends an answer, spoilt if the visit's fault spoils it, and writes the exchange down. */
export const answerWith = (visit: Visit, status: number, body: unknown): FastifyReply => {
  const { strike, reply } = visit
  const plain: RenderedAnswer = {
    status,
    contentType: JSON_TYPE,
    body: JSON.stringify(body),
    taskId: visit.taskId,
  }
  const answer = strike?.fault.rewriteAnswer?.(plain, strike) ?? plain
  const transport = strike?.fault.carryAnswer?.(strike)
  const id = headed(visit)
  reply.code(answer.status).header('content-type', answer.contentType)
  if (answer.headers !== undefined) reply.headers(answer.headers)
  record(visit, id, isSilent(transport) ? null : answer.status, answer.body)
  return transport === undefined ? reply.send(answer.body) : carry(visit, answer.body, transport)
}

/** Ends the connection without having done any work. */
export const interrupt = (visit: Visit, transport: Transport): FastifyReply => {
  record(visit, headed(visit), null, '')
  return carry(visit, '', transport)
}

/** Sets the headers that every response has. Returns the request's id. */
const headed = ({ simulation, account, reply, strike, note, refusedField }: Visit): string => {
  const id = (account ?? simulation).nextRequestId()
  reply.header(REQUEST_ID_HEADER, id)
  if (simulation.settings.noTell) return id
  if (strike !== undefined) reply.header(FAULT_HEADER, strike.fault.name)
  if (note !== undefined) reply.header(NOTE_HEADER, headerText(note))
  if (refusedField !== undefined) reply.header(FIELD_HEADER, headerText(refusedField))
  return id
}

const record = (visit: Visit, id: string, status: number | null, responseBody: string): void => {
  const { simulation, provider, operation, account, request, strike, note, taskId } = visit
  const exchange: Exchange = {
    id,
    at: (account ?? simulation.accounts).clock.now(),
    durationMs: visit.elapsedMs(),
    account: account?.name ?? null,
    provider: provider.contract.name,
    operation: operation?.id ?? null,
    method: request.method,
    url: request.url,
    status,
    task: taskId ?? null,
    fault: strike?.fault.name ?? null,
    note: note ?? null,
    requestHeaders: request.headers,
    requestBody: remembered(visit.body),
    responseBody: remembered(responseBody),
  }
  simulation.write(account, exchange)
}
