import type { FastifyReply, FastifyRequest } from 'fastify'
import { realNow } from '../../basics/time/machine.ts'
import { CONTROL_PREFIX } from '../control/control-prefix.ts'
import type { Simulation } from '../simulation.ts'
import { setHeaders, writeExchange } from './exchange-writer.ts'
import { JSON_TYPE } from './headers.ts'
import { hasTwoHosts, providerHosts } from './hosts.ts'

/** Returns whether a request may come in; one that may not has got its response. */
export type Door = (request: FastifyRequest, reply: FastifyReply) => boolean

/**
 * Keeps pages of other sites away from the providers' APIs: by DNS rebinding, one could call them under its own name,
 * read results, and have callbacks posted to services of this machine. The control API has its own guard.
 */
export const createDoor = (simulation: Simulation): Door => {
  const isWelcome = providerHosts(simulation.settings)

  const refuse = (request: FastifyRequest, reply: FastifyReply, status: number, note: string) => {
    const nobody = { account: undefined, provider: undefined, operation: undefined, taskId: undefined }
    const call = { simulation, request, reply, startedAt: realNow(), ...nobody, strike: undefined, note }
    const id = setHeaders(call)
    const body = JSON.stringify({ error: note })
    writeExchange(call, id, { status, requestBody: '', responseBody: body })
    return reply.code(status).header('content-type', JSON_TYPE).send(body)
  }

  return (request, reply) => {
    const { host } = request.headers
    if (hasTwoHosts(request.raw.rawHeaders)) {
      void refuse(request, reply, 400, 'The request has two Host headers.')
      return false
    }
    if (host === undefined || isWelcome(host) || request.url.startsWith(CONTROL_PREFIX)) return true
    const note = `The Host header names ${JSON.stringify(host)}, which is neither this machine nor a provider's host; call by an address, or start with --allow-host.`
    void refuse(request, reply, 421, note)
    return false
  }
}
