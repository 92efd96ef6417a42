import { bodyJson } from '../contracts/check/json.ts'
import type { CreateAnswer, Operation, OperationKind } from '../contracts/index.ts'
import { type CallError, callError } from './errors/call-errors.ts'
import type { AbortedError, CallErrorKind, ClientClosedError, ErrorFacts } from './errors/client-error.ts'
import type { WireProvider } from './providers/provider.ts'
import { redactedCause } from './redact.ts'
import { followed } from './redirect.ts'
import { retryAfterMs } from './retry-after.ts'
import type { Settings } from './settings.ts'
import { stopped } from './signals.ts'
import { kindOfStatus } from './status.ts'
import { ACCEPTED_ENCODINGS } from './transport/decode.ts'
import { type ResponseHeaders, single, type Transmission } from './transport/transport.ts'

/** One call of one operation. */
export interface Call {
  readonly operation: Operation
  /** Path and query, without the base URL's prefix. */
  readonly path: string
  readonly body?: string | Uint8Array<ArrayBuffer>
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly taskId?: string | undefined
  readonly signal: AbortSignal
  readonly timeoutMs?: number | undefined
  readonly maxRetries?: number | undefined
  /** On the client's clock, ms: from then on it is not sent again. */
  readonly notAgainAfter?: number | undefined
}

/** The outcome of a call. */
export type CallOutcome = Answered | Failed

export interface Answered {
  readonly kind: 'answered'
  readonly body: unknown
  readonly facts: ErrorFacts
  readonly wire: CreateAnswer
}

export interface Failed {
  readonly kind: 'failed'
  readonly error: CallError | AbortedError | ClientClosedError
  /** What came over the wire; the contract's judgement says what it means for a create request. */
  readonly wire: CreateAnswer
}

/** The operation of a kind. Every provider has the three that a client needs. */
export const operationOf = ({ contract }: WireProvider, kind: OperationKind): Operation => {
  const operation = contract.operations.find((each) => each.kind === kind)
  if (operation === undefined) throw new Error(`${contract.name} has no operation of kind ${kind}.`)
  return operation
}

/** The create operation at a path: the contract's, or one that only the pages of other models describe. */
export const createAt = ({ contract: { name, operations } }: WireProvider, path: string): Operation =>
  operations.find((each) => each.kind === 'create' && each.path === path) ?? {
    id: `${name}.create`,
    kind: 'create',
    method: 'POST',
    path,
  }

/**
 * Sends one request once, and returns its outcome. Never throws, never retries; a read follows redirects on its host.
 */
export const request = async (
  provider: WireProvider,
  settings: Settings,
  call: Call,
): Promise<CallOutcome> => {
  const { origin, prefix, logger, transport, clock } = settings
  const { method, id } = call.operation
  const timeoutMs = call.timeoutMs ?? settings.timeoutMs
  const outgoing = {
    ...{ origin, path: prefix + call.path, method, body: call.body ?? null },
    headers: {
      'accept-encoding': ACCEPTED_ENCODINGS,
      ...settings.headers,
      ...call.headers,
      authorization: settings.headers.authorization ?? '',
    },
  }
  const transmission = await followed(transport, outgoing, { clock, timeoutMs, signal: call.signal })
  const facts = { request: { method, url: origin + prefix + call.path }, taskId: call.taskId }
  const outcome =
    transmission.kind === 'answered'
      ? judged(provider, settings, transmission, facts)
      : broken(settings, transmission, facts, timeoutMs)
  if (logger.debug) {
    const how = outcome.kind === 'answered' ? 'worked' : outcome.error.kind
    logger.debug(`${id}: ${method} ${origin}${prefix}${call.operation.path} ${how}`)
  }
  return outcome
}

type Whole = Extract<Transmission, { kind: 'answered' }>
type Broken = Extract<Transmission, { kind: 'broken' }>

const judged = (
  provider: WireProvider,
  settings: Settings,
  { status, headers, text }: Whole,
  known: ErrorFacts,
): CallOutcome => {
  const { redact, clock } = settings
  // The content type is ignored: gateways get it wrong.
  const body = bodyJson(text)
  const wire = { kind: 'answered', status, headers, body: body ?? text } as const
  const error = provider.errorIn(status, body)
  const facts: ErrorFacts = { ...known, status, ...headerFacts(headers) }
  if (error === undefined && body !== undefined) return { kind: 'answered', body, facts, wire }

  const meant = error?.status ?? status
  const kind = error === undefined ? 'invalid-response' : (error.kind ?? kindOfStatus(meant))
  const providerMessage = error?.message === undefined ? undefined : redact(error.message)
  const what = `returned ${status}${meant === status ? '' : ` meaning ${meant}`}`
  const said = providerMessage ?? (text === '' ? 'with an empty body' : `with ${excerpt(redact(text))}`)
  return {
    kind: 'failed',
    error: failure(kind, `${what}: ${said}`, {
      ...facts,
      code: typeof error?.code === 'string' ? redact(error.code) : error?.code,
      providerMessage,
      retryAfterMs: retryAfterMs(single(headers['retry-after']), clock.now()) ?? error?.waitMs,
      answer: shown(text, settings),
    }),
    wire,
  }
}

const broken = (
  settings: Settings,
  transmission: Broken,
  known: ErrorFacts,
  timeoutMs: number,
): CallOutcome => {
  const { by, wasSent, status, headers, text } = transmission
  const cause = redactedCause(transmission.cause, settings.redact)
  const facts = { ...known, status, ...headerFacts(headers), answer: shown(text, settings), cause }
  return {
    kind: 'failed',
    error: brokenBy(by, facts, wasSent, timeoutMs, settings),
    wire: wireOf(transmission),
  }
}

const wireOf = ({ wasSent, status, headers, text }: Broken): CreateAnswer => {
  if (!wasSent) return { kind: 'not-sent' }
  return status === undefined ? { kind: 'no-answer' } : { kind: 'cut-off', status, headers, text }
}

const brokenBy = (
  by: Broken['by'],
  facts: ErrorFacts,
  wasSent: boolean,
  timeoutMs: number,
  settings: Settings,
): CallError | AbortedError | ClientClosedError => {
  const { cause, request: { method, url } = { method: '', url: '' } } = facts
  switch (by) {
    case 'abort':
      return stopped(settings, `${method} ${url} was aborted`, facts)
    case 'timeout':
      return failure('timeout', `had no whole response after ${timeoutMs} ms`, facts)
    case 'size':
      return failure('invalid-response', 'returned more than 16 MiB', facts)
    case 'connection': {
      const why =
        cause instanceof Error ? settings.redact(cause.message || String(Object(cause).code)) : 'unknown'
      return failure('connection', `${wasSent ? 'lost its connection' : 'was not sent'}: ${why}`, facts)
    }
  }
}

/** An error whose message says which request it was about. */
export const failure = (kind: CallErrorKind, what: string, facts: ErrorFacts): CallError => {
  const { method = '', url = '' } = facts.request ?? {}
  const about = facts.taskId === undefined || url.includes(facts.taskId) ? '' : ` (task ${facts.taskId})`
  const note = facts.note === undefined ? '' : ` (${facts.note})`
  return callError(kind, `${method} ${url}${about} ${what}${note}`, facts)
}

const headerFacts = (headers: ResponseHeaders): ErrorFacts => ({
  requestId: single(headers['x-request-id']),
  note: single(headers['x-stuntdouble-note']),
})

const LONGEST_SHOWN = 2_000

const shown = (text: string, { redact }: Settings): string | undefined =>
  text === '' ? undefined : redact(text).slice(0, LONGEST_SHOWN)

const excerpt = (text: string): string => JSON.stringify(text.length > 120 ? `${text.slice(0, 120)}…` : text)
