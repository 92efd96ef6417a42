import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Account } from '../accounts/account.ts'
import type { Simulation } from '../simulation.ts'

/** What a control route is called with. */
export interface ControlCall<Query = unknown, Body = unknown> {
  readonly simulation: Simulation
  /** The account of the bearer key, or the one named in the query; undefined without either: the whole server. */
  readonly account: Account | undefined
  readonly params: Readonly<Record<string, string>>
  readonly query: Query
  readonly body: Body
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** What an agent reads about a route. */
export interface RouteTool {
  readonly name: string
  /** What it is for, and when to use it. */
  readonly about: string
  /** How many items of a list it returns unless asked for another number. */
  readonly limit?: number
}

/** A call as the reference shows it, about an account that has an ended task and one that runs. */
export interface RouteExample {
  /** What follows the `?`. */
  readonly query?: string
  readonly body?: unknown
  /** A GET route whose response is the body. */
  readonly bodyFrom?: string
}

/** One route of the control API: what it takes and returns, as schemas, and what it does. */
export interface ControlRoute<Query = unknown, Body = unknown> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below `/__stuntdouble`, with `{name}` for a parameter. */
  readonly path: string
  readonly summary: string
  readonly query?: z.ZodType<Query>
  readonly body?: z.ZodType<Body>
  /** Reads the body where the schema alone would look at too much of a wrong one. @throws ControlError */
  readonly readBody?: (value: unknown) => Body
  /** The JSON of the response; absent if it is not JSON. */
  readonly answer?: z.ZodType
  /** The media type of the response, if it is not JSON. */
  readonly mediaType?: string
  /** Bytes; that of every request unless stated. */
  readonly bodyLimit?: number
  /** Whether `account=<name>` can say which account it is about: for callers without keys, such as the console. */
  readonly namesAccount?: boolean
  /** How agents see it, if it is a tool of `stuntdouble mcp`. */
  readonly tool?: RouteTool
  /** Needs no token and no key: a probe, or a receiver. */
  readonly isOpen?: boolean
  readonly example?: RouteExample
  /** Returns the body to send, or the reply if the route has sent it already. @throws ControlError */
  readonly handle: (call: ControlCall<Query, Body>) => unknown
}

/**
 * Checks the types of a route where it is defined, then erases them: the schemas have read its arguments by the time it
 * is called.
 */
export const controlRoute = <Query, Body>(route: ControlRoute<Query, Body>): ControlRoute =>
  route as unknown as ControlRoute
