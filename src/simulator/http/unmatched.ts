import type { FastifyReply, FastifyRequest } from 'fastify'
import { realNow } from '../../basics/time/machine.ts'
import type { ErrorKind, Operation, ProviderContract } from '../../contracts/index.ts'
import type { SimulatedProvider } from '../providers/provider.ts'
import { unreadHeader } from '../scenarios/header-directive.ts'
import type { Simulation } from '../simulation.ts'
import { setHeaders, writeExchange } from './exchange-writer.ts'
import { JSON_TYPE } from './headers.ts'
import { nearRoute } from './near-route.ts'
import { refuse, travel } from './provider-scope.ts'
import { Refusal } from './refusal.ts'
import { Visit } from './visit.ts'

const firstSegment = (path: string): string => path.split(/[/?]/)[1] ?? ''

/** Every full path of a provider, with its method. */
const routesOf = ({ baseUrls, operations }: ProviderContract) =>
  Object.values(baseUrls).flatMap((prefix) =>
    operations.map(({ method, path }) => ({ method, path: prefix + path })),
  )

const matches = (path: string, pathname: string): boolean => {
  const parts = path.split('/')
  const given = pathname.split('/')
  // The last part of `/models/{+model}` may have slashes of its own.
  if (parts.at(-1)?.startsWith('{+'))
    given.splice(parts.length - 1, Number.POSITIVE_INFINITY, given.slice(parts.length - 1).join('/'))
  return (
    parts.length === given.length &&
    parts.every((part, index) => part.startsWith('{') || part === given[index])
  )
}

/** The provider whose paths begin like this one. */
const providerAt = (simulation: Simulation, pathname: string): SimulatedProvider | undefined =>
  Object.values(simulation.providers).find(({ contract }) =>
    routesOf(contract).some(({ path }) => firstSegment(path) === firstSegment(pathname)),
  )

/**
 * Responds to a call of an operation that came with a page while the simulator was running, when no more routes could
 * be added. Returns undefined if there is no such operation.
 */
export const answerLate = (
  simulation: Simulation,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply | Promise<FastifyReply> | undefined => {
  const pathname = request.url.split('?')[0] ?? ''
  for (const provider of Object.values(simulation.providers)) {
    const operation = operationAt(provider.contract, request.method, pathname)
    if (operation?.kind !== 'create') continue
    const { authScheme } = provider.contract
    const account = simulation.accounts.ofHeader(request.headers.authorization, authScheme)
    return travel(new Visit(simulation, provider, operation, account, request, reply))
  }
  return undefined
}

/**
 * Responds to a path or method that no operation has: as the provider whose paths begin alike, otherwise in our own
 * words.
 */
export const answerUnmatched = (
  simulation: Simulation,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply => {
  const pathname = request.url.split('?')[0] ?? ''
  const provider = providerAt(simulation, pathname)
  const providers = provider === undefined ? Object.values(simulation.providers) : [provider]
  const routes = providers.flatMap(({ contract }) => routesOf(contract))
  const there = routes.map(({ method, path }) => `${method} ${path}`).join(', ')
  // Browsers send OPTIONS before the real call.
  const method = String(request.headers['access-control-request-method'] ?? request.method)
  const meant = nearRoute(
    method,
    pathname,
    Object.values(simulation.providers).flatMap(({ contract }) =>
      routesOf(contract).map(({ method, path }) => `${method} ${path}`),
    ),
  )
  const isThere = meant === `${method} ${pathname}`
  const hint = meant === undefined || isThere ? `there are ${there}` : `did you mean ${meant}?`
  const note = `There is no ${request.method} ${pathname} here; ${hint}${meant === undefined || isThere ? '.' : ''}`
  if (provider === undefined) return answerStray(simulation, request, reply, note)
  const account = simulation.accounts.ofHeader(request.headers.authorization, provider.contract.authScheme)
  const operation = operationAt(provider.contract, request.method, pathname)
  const refusal =
    operation === undefined
      ? new Refusal(kindOf(routes, pathname), note)
      : new Refusal(
          account === undefined ? 'unauthorized' : 'malformed-id',
          'The id in the path cannot be decoded.',
        )
  const visit = new Visit(simulation, provider, operation, account, request, reply)
  visit.addNote(unreadHeader(request.headers))
  return refuse(visit, refusal)
}

/** What tools ask that wait for a server, and browsers by themselves: no client meant a provider by it. */
const isKnock = ({ method, url }: FastifyRequest): boolean =>
  /^\/(favicon\.ico|\.well-known\/.*)?$/.test(url) && (method === 'GET' || method === 'HEAD')

/** A path that no provider could mean: it is answered in our own words, and remembered, since a client may have sent it by mistake. */
const answerStray = (
  simulation: Simulation,
  request: FastifyRequest,
  reply: FastifyReply,
  note: string,
): FastifyReply => {
  const schemes = new Set(Object.values(simulation.providers).map(({ contract }) => contract.authScheme))
  const account = [...schemes]
    .map((scheme) => simulation.accounts.ofHeader(request.headers.authorization, scheme))
    .find((found) => found !== undefined)
  const nothing = { provider: undefined, operation: undefined, taskId: undefined, strike: undefined }
  const call = { simulation, account, request, reply, startedAt: realNow(), ...nothing, note }
  const id = setHeaders(call)
  const body = JSON.stringify({ error: note })
  const requestBody = request.body === undefined || request.body === null ? '' : String(request.body)
  if (!isKnock(request)) writeExchange(call, id, { status: 404, requestBody, responseBody: body })
  return reply.code(404).header('content-type', JSON_TYPE).send(body)
}

type Routes = ReturnType<typeof routesOf>

const kindOf = (routes: Routes, pathname: string): ErrorKind =>
  routes.some(({ path }) => matches(path, pathname)) ? 'wrong-method' : 'unknown-route'

/** The operation whose path no route matched because the id in it contains an invalid percent-escape (`%zz`). */
const operationAt = (
  { baseUrls, operations }: ProviderContract,
  method: string,
  pathname: string,
): Operation | undefined =>
  operations.find(
    (operation) =>
      operation.method === method &&
      Object.values(baseUrls).some((prefix) => matches(prefix + operation.path, pathname)),
  )
