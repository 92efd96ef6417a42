import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { recordOf } from '../../contracts/media.ts'
import type { Strike } from '../faults/fault.ts'
import { FAULT_HEADER, headerText, JSON_TYPE, NOTE_HEADER, REQUEST_ID_HEADER } from '../http/headers.ts'
import { carry, isSilent } from '../http/transport.ts'
import { chooseForResult } from '../scenarios/choose.ts'
import type { Simulation } from '../simulation.ts'
import { realNow } from '../time/clock.ts'
import { findResult, type ResultFile } from './find-result.ts'
import { FILES_PREFIX, temporaryLinkEnd } from './links.ts'
import { findMedia, type MediaFile, placeholderOf } from './media-library.ts'
import { serveMedia } from './serve-media.ts'

/** Serves result files under `/files`, without a key, until their link expires on the account's clock. */
export const addResultRoutes = (app: FastifyInstance, simulation: Simulation): void => {
  app.route({
    method: ['GET', 'HEAD'],
    url: `${FILES_PREFIX}/*`,
    handler: (request, reply) => {
      const startedAt = realNow()
      const pathname = request.url.split('?')[0] ?? ''
      const result = findResult(simulation, pathname)
      let note: string | undefined
      const strike =
        result === undefined
          ? undefined
          : chooseForResult(simulation, result, request.headers, (words) => {
              note = words
            })
      const id = (result?.account ?? simulation).nextRequestId()
      reply.header(REQUEST_ID_HEADER, id)
      if (!simulation.settings.noTell) {
        if (strike !== undefined) reply.header(FAULT_HEADER, strike.fault.name)
        if (note !== undefined) reply.header(NOTE_HEADER, headerText(note))
      }
      const answered =
        result === undefined
          ? notServed(reply, 404, 'There is no such result, or its task has not finished.')
          : serve(simulation, request, reply, pathname, result, strike)
      record(simulation, id, request, reply, result, { strike, note }, realNow() - startedAt)
      return answered
    },
  })
}

const serve = (
  simulation: Simulation,
  request: FastifyRequest,
  reply: FastifyReply,
  pathname: string,
  result: ResultFile,
  strike: Strike | undefined,
): FastifyReply => {
  const expiry = endOfLink(simulation, request, pathname, result)
  if (expiry === undefined) return notServed(reply, 403, 'The signature of this link is not ours.')
  if (result.account.clock.now() >= expiry) {
    return notServed(reply, 403, `This result link expired at ${new Date(expiry).toISOString()}.`)
  }
  const media = mediaOf(simulation, result)
  const { refusal, replacement, transport } = strike?.fault.bendResult?.(strike) ?? {}
  if (refusal !== undefined) return notServed(reply, refusal.status, refusal.error)
  if (replacement !== undefined) {
    return reply
      .code(replacement.status)
      .header('content-type', replacement.contentType)
      .send(replacement.body)
  }
  if (transport === undefined || request.method === 'HEAD') return serveMedia(request, reply, media)
  reply.code(200).header('content-type', media.contentType).header('accept-ranges', 'bytes')
  return carry({ simulation, account: result.account, reply }, media.read().bytes, transport)
}

const mediaOf = ({ providers }: Simulation, { task }: ResultFile): MediaFile =>
  task.product === undefined || task.product.format === 'mp4'
    ? findMedia(providers[task.provider].contract.mediaOf(recordOf(JSON.parse(task.request))))
    : placeholderOf(task.product.format)

/** A temporary link never works longer than the file is kept. */
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

// What a CDN answers for a signed URL past its time, or an object that is gone.
const notServed = (reply: FastifyReply, status: 403 | 404 | 410, error: string): FastifyReply =>
  reply.code(status).header('content-type', JSON_TYPE).send(JSON.stringify({ error }))

const record = (
  simulation: Simulation,
  id: string,
  request: FastifyRequest,
  reply: FastifyReply,
  result: ResultFile | undefined,
  { strike, note }: { readonly strike: Strike | undefined; readonly note: string | undefined },
  durationMs: number,
): void => {
  const provider = result?.task.provider ?? null
  const transport = strike?.fault.bendResult?.(strike).transport
  simulation.write(result?.account, {
    id,
    at: (result?.account ?? simulation.accounts).clock.now(),
    durationMs,
    account: result?.account.name ?? null,
    provider,
    operation: provider === null ? null : `${provider}.result`,
    method: request.method,
    url: request.url,
    status: isSilent(transport) ? null : reply.statusCode,
    task: result?.task.id ?? null,
    fault: strike?.fault.name ?? null,
    note: note ?? null,
    requestHeaders: request.headers,
    requestBody: '',
    responseBody: '',
  })
}
