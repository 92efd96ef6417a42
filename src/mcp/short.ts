import { faults } from '../simulator/faults/index.ts'
import type { JsonRecord } from './tool.ts'

/** Responses of the control API as an agent reads them: what it decides by, and little else. Each token costs money. */

const MOST_TEXT = 1_200

const cut = (value: unknown): unknown =>
  typeof value === 'string' && value.length > MOST_TEXT
    ? `${value.slice(0, MOST_TEXT)}… (${value.length - MOST_TEXT} more characters)`
    : value

const time = (at: unknown): string | undefined =>
  typeof at === 'number' ? new Date(at).toISOString() : undefined

/** Without members that say nothing. */
const told = (record: JsonRecord): JsonRecord =>
  Object.fromEntries(
    Object.entries(record).filter(
      ([, value]) =>
        value !== null &&
        value !== undefined &&
        value !== '' &&
        !(Array.isArray(value) && value.length === 0),
    ),
  )

const listOf = (value: unknown): readonly JsonRecord[] => (Array.isArray(value) ? value : [])

const items = (answer: JsonRecord, show: (item: JsonRecord) => JsonRecord): JsonRecord => ({
  items: listOf(answer.items).map((item) => told(show(item))),
  ...(Number(answer.dropped) > 0 && { forgotten: answer.dropped }),
})

const task = (row: JsonRecord): JsonRecord => ({
  id: row.id,
  account: row.account,
  provider: row.provider,
  model: row.model,
  phase: row.phase,
  cost: row.cost,
  reads: row.reads,
  prompt: cut(row.prompt),
  fault: row.fault,
  failed: row.told,
  createdAt: time(row.createdAt),
  endsAt: time(row.endsAt),
  resultUrl: row.resultUrl,
})

const catches = (fault: unknown): string | undefined =>
  typeof fault === 'string' ? faults.get(fault)?.catches : undefined

const exchange = ({ id, at, account, method, url, status, ...rest }: JsonRecord): JsonRecord => ({
  id,
  at: time(at),
  account,
  line: `${method} ${url} → ${status ?? 'no response'}`,
  task: rest.task,
  billed: (rest.bill as JsonRecord | null)?.text,
  fault: rest.fault,
  faultCatches: catches(rest.fault),
  note: rest.note,
  sent: cut((rest.request as JsonRecord).body),
  got: cut((rest.response as JsonRecord).body),
})

const delivery = ({ id, taskId, account, url, state, fault, attempts, body }: JsonRecord): JsonRecord => ({
  id,
  task: taskId,
  account,
  url,
  state,
  fault,
  attempts: listOf(attempts).map(({ at, status, error, answer }) =>
    told({ at: time(at), status, error, answer }),
  ),
  body: cut(body),
})

const MOST_DUE = 10

const clock = ({ kind, speed, iso, due }: JsonRecord): JsonRecord => ({
  kind,
  ...(kind === 'real' && { speed }),
  now: iso,
  due: listOf(due)
    .slice(0, MOST_DUE)
    .map(({ at, label, account }) => ({ at: time(at), label, account })),
})

const bill = ({ accounts, labels, beforeResets, ...sums }: JsonRecord): JsonRecord => ({
  ...sums,
  accounts: listOf(accounts)
    .filter(({ creates }) => Object.values(creates as JsonRecord).some((count) => count !== 0))
    .map(({ account, label, text, paidTwice, neverRead, doublePayments, orphans }) =>
      told({ account, label, text, paidTwice, neverRead, doublePayments, orphans }),
    ),
})

const scenario = ({ name, about, rules, notes }: JsonRecord): JsonRecord =>
  told({ name, about, rules, notes })

const fault = (row: JsonRecord): JsonRecord => ({
  name: row.name,
  catches: row.catches,
  settings: listOf(row.settings).map(
    ({ name, form, about, default: usual }) =>
      `${name} (${form}${usual === null ? '' : `, ${usual} unless stated`}): ${about}`,
  ),
})

/** By the name of the tool. A tool that is not here returns what the control API returned. */
export const shortened: Readonly<Record<string, (answer: JsonRecord) => JsonRecord>> = {
  list_tasks: (answer) => items(answer, task),
  explain_requests: (answer) => items(answer, exchange),
  list_callbacks: (answer) => items(answer, delivery),
  advance_clock: clock,
  bill,
  list_scenarios: ({ current, ...answer }) => ({
    current,
    ...items(answer, ({ name, about }) => ({ name, about })),
  }),
  list_faults: (answer) => items(answer, fault),
  set_scenario: ({ scenario: chosen, accounts }) => ({ scenario: scenario(chosen as JsonRecord), accounts }),
}
