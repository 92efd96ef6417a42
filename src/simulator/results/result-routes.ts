import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { realNow } from '../../basics/time/machine.ts'
import { recordOf } from '../../contracts/media.ts'
import type { BentResult } from '../faults/fault.ts'
import { type AnsweredCall, setHeaders, writeExchange } from '../http/exchange-writer.ts'
import { JSON_TYPE } from '../http/headers.ts'
import { servedTo } from '../http/served.ts'
import { carry, isSilent } from '../http/transport.ts'
import { chooseForResult } from '../scenarios/choose.ts'
import type { Simulation } from '../simulation.ts'
import { findResult, type ResultFile } from './find-result.ts'
import { FILES_PREFIX, temporaryLinkEnd } from './links.ts'
import { findMedia, type MediaFile, placeholderOf } from './media-library.ts'
import { serveMedia } from './serve-media.ts'

/** Serves result files under `/files`, without a key, until their link expires on the account's clock. */
export const addResultRoutes = (app: FastifyInstance): void => {
  app.route({
    method: ['GET', 'HEAD'],
    url: `${FILES_PREFIX}/*`,
    handler: (request, reply) => download(servedTo(request).simulation, request, reply),
  })
}

const download = (simulation: Simulation, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const startedAt = realNow()
  const pathname = request.url.split('?')[0] ?? ''
  const result = findResult(simulation, pathname)
  const call = callOf(simulation, request, reply, result, startedAt)
  const bent = call.strike?.fault.bendResult?.(call.strike, request.headers) ?? {}
  const id = setHeaders(call)
  const answered =
    result === undefined
      ? notServed(reply, 404, 'There is no such result, or its task has not finished.')
      : simulation.settings.strictFaults && call.note !== undefined
        ? notServed(reply, 400, `${call.note} Hence this refusal (--strict-faults).`)
        : serve(simulation, request, reply, pathname, result, bent)
  const status = isSilent(bent.transport) ? null : reply.statusCode
  writeExchange(call, id, { status, requestBody: '', responseBody: '' })
  return answered
}

/** The call, with the fault that strikes it. */
const callOf = (
  simulation: Simulation,
  request: FastifyRequest,
  reply: FastifyReply,
  result: ResultFile | undefined,
  startedAt: number,
): AnsweredCall => {
  const common = { simulation, request, reply, startedAt }
  if (result === undefined) {
    const nothing = { account: undefined, provider: undefined, operation: undefined, taskId: undefined }
    return { ...common, ...nothing, strike: undefined, note: undefined }
  }
  const { account, task } = result
  let note: string | undefined
  const strike = chooseForResult(simulation, result, request.headers, (words) => {
    note = words
  })
  const provider = simulation.providers[task.provider]
  const operation = { id: `${task.provider}.result` }
  return { ...common, account, provider, operation, taskId: task.id, strike, note }
}

const serve = (
  simulation: Simulation,
  request: FastifyRequest,
  reply: FastifyReply,
  pathname: string,
  result: ResultFile,
  { refusal, replacement, transport }: BentResult,
): FastifyReply => {
  const expiry = endOfLink(simulation, request, pathname, result)
  if (expiry === undefined) return notServed(reply, 403, 'The signature of this link is not ours.')
  if (result.account.clock.now() >= expiry) {
    return notServed(reply, 403, `This result link expired at ${new Date(expiry).toISOString()}.`)
  }
  if (refusal !== undefined) return notServed(reply, refusal.status, refusal.error)
  if (replacement !== undefined) {
    return reply
      .code(replacement.status)
      .header('content-type', replacement.contentType)
      .send(replacement.body)
  }
  const media = mediaOf(simulation, result)
  if (transport === undefined || request.method === 'HEAD') return serveMedia(request, reply, media)
  reply.code(200).header('content-type', media.contentType).header('accept-ranges', 'bytes')
  return carry({ simulation, account: result.account, reply }, media.read().bytes, transport)
}

const mediaOf = ({ providers }: Simulation, { task }: ResultFile): MediaFile =>
  task.product === undefined || task.product.format === 'mp4'
    ? findMedia(providers[task.provider].contract.mediaOf(recordOf(JSON.parse(task.request))))
    : placeholderOf(task.product.format)

/** Until when a link works, epoch ms. A temporary link never works longer than the file is kept. */
const endOfLink = (
  { settings }: Simulation,
  request: FastifyRequest,
  pathname: string,
  { expiresAt }: ResultFile,
): number | undefined => {
  const query = request.query as Record<string, unknown>
  if (query.signature === undefined) return expiresAt
  const end = temporaryLinkEnd(pathname, query, settings.seed)
  return end === undefined ? undefined : Math.min(expiresAt, end)
}

// What a CDN returns for a signed URL past its time, or an object that was deleted.
const notServed = (reply: FastifyReply, status: 400 | 403 | 404 | 410, error: string): FastifyReply =>
  reply.code(status).header('content-type', JSON_TYPE).send(JSON.stringify({ error }))
