import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { recordOf } from '../../contracts/media.ts'
import { stopwatch } from '../clock.ts'
import { JSON_TYPE, REQUEST_ID_HEADER } from '../headers.ts'
import type { Simulation } from '../simulation.ts'
import { findResult, type Result } from './find-result.ts'
import { FILES_PREFIX, temporaryLinkEnd } from './links.ts'
import { findMedia } from './media-library.ts'
import { serveMedia } from './serve-media.ts'

/** Serves result files under `/files`, without a key, until their link expires on the account's clock. */
export const addResultRoutes = (app: FastifyInstance, simulation: Simulation): void => {
  app.route({
    method: ['GET', 'HEAD'],
    url: `${FILES_PREFIX}/*`,
    handler: (request, reply) => {
      const elapsed = stopwatch()
      const pathname = request.url.split('?')[0] ?? ''
      const result = findResult(simulation, pathname)
      const id = (result?.account ?? simulation).nextRequestId()
      reply.header(REQUEST_ID_HEADER, id)
      const expiry = result === undefined ? 0 : endOfLink(simulation, request, pathname, result)
      const answered =
        result === undefined
          ? notServed(reply, 404, 'There is no such result, or its task has not finished.')
          : result.account.clock.now() >= expiry
            ? notServed(reply, 403, `This result link expired at ${new Date(expiry).toISOString()}.`)
            : serveMedia(request, reply, mediaOf(simulation, result))
      record(simulation, id, request, reply, result, elapsed())
      return answered
    },
  })
}

const mediaOf = ({ providers }: Simulation, { task }: Result) =>
  findMedia(providers[task.provider].contract.mediaOf(recordOf(JSON.parse(task.request))))

/** A temporary link never works longer than the file is kept. */
const endOfLink = (
  { settings }: Simulation,
  request: FastifyRequest,
  pathname: string,
  { expiresAt }: Result,
): number => {
  const query = request.query as Record<string, unknown>
  if (query.signature === undefined) return expiresAt
  return Math.min(expiresAt, temporaryLinkEnd(pathname, query, settings.seed) ?? 0)
}

// What a CDN answers for a signed URL past its time, or an object that is gone.
const notServed = (reply: FastifyReply, status: 403 | 404, error: string): FastifyReply =>
  reply.code(status).header('content-type', JSON_TYPE).send(JSON.stringify({ error }))

const record = (
  simulation: Simulation,
  id: string,
  request: FastifyRequest,
  reply: FastifyReply,
  result: Result | undefined,
  durationMs: number,
): void => {
  const provider = result?.task.provider ?? null
  const exchange = {
    id,
    at: (result?.account ?? simulation.accounts).clock.now(),
    durationMs,
    account: result?.account.name ?? null,
    provider,
    operation: provider === null ? null : `${provider}.result`,
    method: request.method,
    url: request.url,
    status: reply.statusCode,
    task: result?.task.id ?? null,
    fault: null,
    note: null,
    requestHeaders: request.headers,
    requestBody: '',
    responseBody: '',
  }
  const { journal } = result?.account ?? simulation
  journal.exchanges.push(exchange)
  simulation.onExchange?.(exchange)
}
