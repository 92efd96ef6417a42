import { gzipSync } from 'node:zlib'
import type { RefusalKind, WireAnswer } from '../../contracts/index.ts'
import type { SituationContext } from '../situations/situation.ts'
import type { Bend, WireReply } from './wire.ts'

const json = ({ status, body }: WireAnswer): WireReply => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify(body)),
})

/** The value with every scalar `from` replaced by `to`. */
const replaced = (value: unknown, from: unknown, to: unknown): unknown => {
  if (value === from) return to
  if (Array.isArray(value)) return value.map((item) => replaced(item, from, to))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, replaced(item, from, to)]))
}

/** How this provider refuses a create request for such a reason, before any work. */
const refusalOf = ({ contract, profile }: SituationContext, kind: RefusalKind): WireAnswer => {
  const errors = contract.errors[profile]
  const field = contract.promptAt.at(-1)
  if (kind === 'invalid-request') return errors['invalid-value']({ field, operation: 'create' })
  const usual = errors['out-of-credits']({ operation: 'create' })
  const { judgement } = contract
  const [code] = judgement.rows.find((row) => row.verdict === 'refused' && row.kind === kind)?.codes ?? []
  const statement = judgement.statementIn(usual.status, usual.body)
  const known = statement?.kind === 'error' ? statement.codes[0] : undefined
  if (code === undefined || known === undefined) return usual
  return {
    status: usual.status === known && typeof code === 'number' ? code : usual.status,
    body: replaced(usual.body, known, code),
  }
}

/** Every create request is refused so. */
export const refuseCreates = (context: SituationContext, kind: RefusalKind): Bend => ({
  reply: (request) => (request.kind === 'create' ? json(refusalOf(context, kind)) : undefined),
})

const isJson = ({ headers }: WireReply): boolean => headers['content-type']?.includes('json') === true

/** What responses may have besides, without a value. */
const NULLS = { warning: null, error_hint: null, expires_at: null }

const withNullsIn = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withNullsIn)
  if (typeof value !== 'object' || value === null) return value
  return {
    ...NULLS,
    ...Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withNullsIn(item)])),
  }
}

/** Fields that no page describes are there, and null. */
export const withNulls: Bend = {
  response: (reply) => {
    if (!isJson(reply) || reply.body.length === 0) return reply
    return { ...reply, body: Buffer.from(JSON.stringify(withNullsIn(JSON.parse(reply.body.toString())))) }
  },
}

/** Compressed, for clients that say they can read it. */
export const gzipped: Bend = {
  response: (reply, { headers }) =>
    isJson(reply) && /\bgzip\b/.test(String(headers['accept-encoding'] ?? ''))
      ? {
          ...reply,
          headers: { ...reply.headers, 'content-encoding': 'gzip', vary: 'accept-encoding' },
          body: gzipSync(reply.body),
        }
      : reply,
}

const MORE = '7f3a'

/** Task ids have four characters more, on the way to the client; on the way back they lose them. */
export const longerIds: Bend = {
  request: (request) => ({
    ...request,
    path: request.path.replaceAll(MORE, ''),
    body: Buffer.from(request.body.toString().replaceAll(MORE, '')),
  }),
  response: (reply, { path, kind, body }) => {
    if (!isJson(reply)) return reply
    const text = reply.body.toString()
    const ids = kind === 'create' ? idsIn(text) : idsIn(path + body.toString()).map(shortened)
    if (ids.length === 0) return reply
    const longer = ids.reduce((all, id) => all.replaceAll(`"${id}"`, `"${id}${MORE}"`), text)
    return { ...reply, body: Buffer.from(longer) }
  },
}

const idsIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(/[0-9a-f]{32,40}|task-[\w-]{8,60}/g)].map(([id]) => id)),
]

const shortened = (id: string): string => (id.endsWith(MORE) ? id.slice(0, -MORE.length) : id)
