import type { CallbackHeaders } from '../providers/provider.ts'
import { LONGEST_CALLBACK, type Receive } from './incoming.ts'

interface FastifyRequestLike {
  readonly method: string
  readonly headers: CallbackHeaders
  readonly body: unknown
}

interface FastifyReplyLike {
  code(status: number): { send(): unknown }
}

/** The part of a Fastify instance that the plugin uses, so that we need not depend on Fastify. */
export interface FastifyLike {
  removeAllContentTypeParsers(): unknown
  addContentTypeParser(
    type: string,
    options: { parseAs: 'buffer'; bodyLimit: number },
    parser: (request: never, body: Buffer, done: (error: Error | null, body?: unknown) => void) => void,
  ): unknown
  post(path: string, handler: (request: FastifyRequestLike, reply: FastifyReplyLike) => unknown): unknown
}

/** A Fastify plugin with one route. Its parser, which leaves bodies as bytes, affects no other route. */
export const fastifyPlugin =
  (receive: Receive) =>
  (app: FastifyLike, { path = '/' }: { readonly path?: string }, done: () => void): void => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: LONGEST_CALLBACK },
      (_request, body, parsed) => parsed(null, body),
    )
    app.post(path, ({ method, headers, body }, reply) => {
      const bytes = body instanceof Uint8Array ? body : ''
      return reply.code(receive({ method, headers, body: bytes })).send()
    })
    done()
  }
