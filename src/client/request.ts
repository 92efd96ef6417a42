import type { Operation, OperationKind } from '../contracts/index.ts'
import { type CallError, callError } from './errors/call-errors.ts'
import { AbortedError, type CallErrorKind, type ErrorFacts } from './errors/client-error.ts'
import type { Settings } from './options.ts'
import type { WireProvider } from './providers/provider.ts'
import { redactedCause } from './redact.ts'
import { retryAfterMs } from './retry-after.ts'
import { send, type Transmission } from './send.ts'
import { kindOfStatus, wasRefused } from './status.ts'

/** One call of one operation. */
export interface Call {
  readonly operation: Operation
  /** Path and query, without the base URL's prefix. */
  readonly path: string
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly taskId?: string | undefined
  readonly signal?: AbortSignal | undefined
  readonly timeoutMs?: number | undefined
}

/** What a call came to. */
export type Outcome =
  | { readonly kind: 'answered'; readonly body: unknown; readonly facts: ErrorFacts }
  | {
      readonly kind: 'failed'
      readonly error: CallError | AbortedError
      /** What the provider can have done: certainly nothing, or perhaps all of it. */
      readonly doubt: 'none' | 'not-sent' | 'refused' | 'unclear'
      readonly answer: 'none' | 'cut-off' | 'unusable'
    }

/** The operation of a kind. Every provider has the three that a client needs. */
export const operationOf = ({ contract }: WireProvider, kind: OperationKind): Operation => {
  const operation = contract.operations.find((each) => each.kind === kind)
  if (operation === undefined) throw new Error(`${contract.name} has no operation of kind ${kind}.`)
  return operation
}

/** The create at a path: the contract's, or one that only the pages of other models describe. */
export const createAt = ({ contract: { name, operations } }: WireProvider, path: string): Operation =>
  operations.find((each) => each.kind === 'create' && each.path === path) ?? {
    id: `${name}.create`,
    kind: 'create',
    method: 'POST',
    path,
  }

/** Sends one request once, and says what came of it. Never throws, never repeats. */
export const request = async (provider: WireProvider, settings: Settings, call: Call): Promise<Outcome> => {
  const { origin, prefix, clock, logger } = settings
  const path = prefix + call.path
  const { method, id } = call.operation
  const transmission = await send(
    settings.dispatcher,
    {
      origin,
      path,
      method,
      headers: { ...settings.headers, ...call.headers },
      body: call.body ?? null,
    },
    { clock, timeoutMs: call.timeoutMs ?? settings.timeoutMs, signal: call.signal },
  )
  const facts = { request: { method, url: origin + path }, taskId: call.taskId }
  const outcome =
    transmission.kind === 'answered'
      ? judged(provider, settings, transmission, facts)
      : broken(settings, transmission, facts, call.timeoutMs ?? settings.timeoutMs)
  if (logger.debug) {
    const how = outcome.kind === 'answered' ? 'worked' : outcome.error.kind
    logger.debug(`${id}: ${method} ${origin}${prefix}${call.operation.path} ${how}`)
  }
  return outcome
}

type Answered = Extract<Transmission, { kind: 'answered' }>
type Broken = Extract<Transmission, { kind: 'broken' }>

const judged = (
  provider: WireProvider,
  { redact, clock }: Settings,
  { status, headers, text }: Answered,
  known: ErrorFacts,
): Outcome => {
  const requestId = single(headers['x-request-id'])
  const header = retryAfterMs(single(headers['retry-after']), clock.now())
  const body = parsed(text)
  const wire = provider.errorIn(status, body)
  const facts = { ...known, status, requestId }
  if (wire === undefined && body !== undefined) return { kind: 'answered', body, facts }

  const meant = wire?.status ?? status
  const kind = wire === undefined ? 'invalid-response' : kindOfStatus(meant)
  const providerMessage = wire?.message === undefined ? undefined : redact(wire.message)
  const what = `answered ${status}${meant === status ? '' : ` meaning ${meant}`}`
  const said = providerMessage ?? (text === '' ? 'with an empty body' : `with ${excerpt(redact(text))}`)
  return {
    kind: 'failed',
    error: failure(kind, `${what}: ${said}`, {
      ...facts,
      code: typeof wire?.code === 'string' ? redact(wire.code) : wire?.code,
      providerMessage,
      retryAfterMs: header ?? wire?.waitMs,
    }),
    // A page of HTML is a gateway's, which does not know what was done behind it: its Retry-After refuses nothing.
    doubt: wasRefused(meant, header !== undefined && !/^\s*</.test(text)) ? 'refused' : 'unclear',
    answer: 'unusable',
  }
}

const broken = (settings: Settings, transmission: Broken, known: ErrorFacts, timeoutMs: number): Outcome => {
  const { by, wasSent, status } = transmission
  const cause = redactedCause(transmission.cause, settings.redact)
  const facts: ErrorFacts = { ...known, status, cause }
  return {
    kind: 'failed',
    error: brokenBy(by, facts, wasSent, timeoutMs, settings),
    doubt: wasSent ? 'unclear' : 'not-sent',
    answer: status === undefined ? 'none' : 'cut-off',
  }
}

const brokenBy = (
  by: Broken['by'],
  facts: ErrorFacts,
  wasSent: boolean,
  timeoutMs: number,
  { redact }: Settings,
): CallError | AbortedError => {
  const { cause, request: { method, url } = { method: '', url: '' } } = facts
  switch (by) {
    case 'abort':
      return new AbortedError(`${method} ${url} was aborted by the caller.`, facts)
    case 'timeout':
      return failure('timeout', `had no whole answer after ${timeoutMs} ms`, facts)
    case 'size':
      return failure('invalid-response', 'answered more than 16 MiB', facts)
    case 'connection': {
      const why = cause instanceof Error ? redact(cause.message || String(Object(cause).code)) : 'unknown'
      return failure('connection', `${wasSent ? 'lost its connection' : 'was not sent'}: ${why}`, facts)
    }
  }
}

/** An error whose message says which request it was about. */
export const failure = (kind: CallErrorKind, what: string, facts: ErrorFacts): CallError => {
  const { method = '', url = '' } = facts.request ?? {}
  const about = facts.taskId === undefined || url.includes(facts.taskId) ? '' : ` (task ${facts.taskId})`
  return callError(kind, `${method} ${url}${about} ${what}`, facts)
}

const single = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header[0] : header

/** JSON, or `undefined`; no provider answers `undefined`. The content type is not asked: gateways get it wrong. */
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const excerpt = (text: string): string => JSON.stringify(text.length > 120 ? `${text.slice(0, 120)}…` : text)
