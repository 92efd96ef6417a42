import { gzipSync } from 'node:zlib'
import type { FastifyReply } from 'fastify'
import type { RenderedAnswer, Transport } from '../faults/fault.ts'
import { type AnsweredCall, setHeaders, writeExchange } from './exchange-writer.ts'
import { JSON_TYPE } from './headers.ts'
import { carry, isSilent } from './transport.ts'
import type { Visit } from './visit.ts'

/** Sends a response, changed by the visit's fault if it has one, and records the exchange. */
export const answerWith = (visit: Visit, status: number, body: unknown): FastifyReply => {
  const { strike, reply } = visit
  const plain: RenderedAnswer = {
    status,
    contentType: JSON_TYPE,
    body: JSON.stringify(body),
    taskId: visit.taskId,
  }
  const answer = strike?.fault.rewriteAnswer?.(plain, strike, visit.struckCall) ?? plain
  const transport = strike?.fault.carryAnswer?.(strike)
  const call = callOf(visit)
  const id = setHeaders(call)
  reply.code(answer.status).header('content-type', answer.contentType)
  if (answer.headers !== undefined) reply.headers(answer.headers)
  writeExchange(call, id, {
    status: isSilent(transport) ? null : answer.status,
    requestBody: visit.body,
    responseBody: answer.body,
  })
  const sent = answer.encoding === undefined ? answer.body : compressed(reply, answer.body)
  return transport === undefined ? reply.send(sent) : carry(visit, sent, transport)
}

const compressed = (reply: FastifyReply, body: string): Buffer => {
  reply.header('content-encoding', 'gzip')
  return gzipSync(body)
}

/** Ends the connection before any work is done. */
export const interrupt = (visit: Visit, transport: Transport): FastifyReply => {
  const call = callOf(visit)
  writeExchange(call, setHeaders(call), { status: null, requestBody: visit.body, responseBody: '' })
  return carry(visit, '', transport)
}

const callOf = ({
  provider: { contract },
  operation,
  simulation,
  account,
  request,
  reply,
  startedAt,
  taskId,
  strike,
  note,
  refusedField,
}: Visit): AnsweredCall => ({
  simulation,
  account,
  request,
  reply,
  startedAt,
  provider: contract.name,
  operation: operation?.id,
  taskId,
  strike,
  note,
  refusedField,
})
