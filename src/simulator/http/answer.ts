import { gzipSync } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { billOfCreate, type CreateBill, isDoneAt, verdictText } from '../bill/create-bill.ts'
import type { RenderedAnswer, Transport } from '../faults/fault.ts'
import type { Exchange } from '../journal/journal.ts'
import { setHeaders, writeExchange } from './exchange-writer.ts'
import { JSON_TYPE } from './headers.ts'
import { carry, isSilent } from './transport.ts'
import type { Visit } from './visit.ts'

/** Sends a response, its body as JSON text, changed by the visit's fault if it has one, and records the exchange. */
export const answerWith = (visit: Visit, status: number, body: string): FastifyReply => {
  const { strike, reply, request, simulation } = visit
  const { compresses } = visit.provider.contract
  const isCompressed = compresses[simulation.settings.profile] && acceptsGzip(request)
  const plain: RenderedAnswer = {
    status,
    contentType: JSON_TYPE,
    body,
    taskId: visit.taskId,
    encoding: isCompressed ? 'gzip' : undefined,
  }
  const answer = strike?.fault.rewriteAnswer?.(plain, strike, visit.struckCall) ?? plain
  const transport = strike?.fault.carryAnswer?.(strike)
  visit.bill = billOf(visit, answer, transport)
  const id = setHeaders(visit)
  reply.code(answer.status).header('content-type', answer.contentType)
  if (answer.headers !== undefined) reply.headers(answer.headers)
  const exchange = writeExchange(visit, id, {
    status: isSilent(transport) ? null : answer.status,
    requestBody: visit.body,
    responseBody: answer.body,
  })
  const isWhole = transport === undefined || transport.kind === 'drip'
  if (visit.operation?.kind === 'retrieve' && isWhole) noteToldEnd(visit, plain, answer)
  const sent = answer.encoding === undefined ? answer.body : compressed(reply, answer.body)
  if (transport === undefined) return reply.send(sent)
  if (transport.kind === 'drip') watchForLeaving(visit, exchange)
  return carry(visit, sent, transport)
}

/** `gzip;q=0` is a refusal (RFC 9110, 12.5.3). */
const GZIP_ACCEPTED = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i

const acceptsGzip = ({ headers }: FastifyRequest): boolean =>
  GZIP_ACCEPTED.test(String(headers['accept-encoding'] ?? ''))

const compressed = (reply: FastifyReply, body: string): Buffer => {
  reply.header('content-encoding', 'gzip')
  return gzipSync(body)
}

/** Ends the connection before any work is done. */
export const interrupt = (visit: Visit, transport: Transport): FastifyReply => {
  const nothing = { status: 0, contentType: JSON_TYPE, body: '' }
  visit.bill = billOf(visit, nothing, transport)
  writeExchange(visit, setHeaders(visit), { status: null, requestBody: visit.body, responseBody: '' })
  return carry(visit, '', transport)
}

/** What a create request came to; undefined for other operations. Adds a note where the client does not learn it. */
const billOf = (
  visit: Visit,
  answer: RenderedAnswer,
  transport: Transport | undefined,
): CreateBill | undefined => {
  if (visit.operation?.kind !== 'create') return undefined
  const { provider, bought, strike, reply, account } = visit
  const bill = billOfCreate(provider.contract.judgement, bought, {
    answer,
    transport,
    hasLeft: reply.raw.destroyed || visit.request.raw.socket.destroyed,
    isStruck: strike !== undefined,
  })
  if (bill.doubt !== undefined) {
    const words = verdictText(bill, account?.clock.now() ?? 0)
    visit.addNote(`${words[0]?.toUpperCase()}${words.slice(1)}. ${bill.doubt}`)
  }
  return bill
}

/** A slow response may be too slow for its caller. */
const watchForLeaving = ({ reply, account }: Visit, exchange: Exchange | undefined): void => {
  const bill = exchange?.bill
  if (!exchange || bill?.task === undefined || bill.doubt !== undefined || account === undefined) return
  const { task } = bill
  const { evidence } = account
  reply.raw.once('close', () => {
    if (reply.raw.writableFinished) return
    bill.doubt = 'The caller left before the response was whole.'
    evidence.lose(exchange, task, bill.doubt)
  })
}

/** Whether a client can read a response to a read. */
const isReadable = (plain: RenderedAnswer, answer: RenderedAnswer): boolean => {
  if (answer === plain) return true
  try {
    return answer.status < 300 && typeof JSON.parse(answer.body) === 'object'
  } catch {
    return false
  }
}

/** Takes down that a client was told how its task ended. */
const noteToldEnd = (visit: Visit, plain: RenderedAnswer, answer: RenderedAnswer): void => {
  // What is refused may be so malformed that it has no id to look for.
  if (visit.isRefused) return
  const { account, task } = visit
  if (account === undefined || task === undefined || task.isEndTold) return
  if (isDoneAt(task, account.clock.now()) && isReadable(plain, answer)) account.evidence.tellOfEnd(task)
}
