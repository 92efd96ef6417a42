import type { ProviderContract } from '../../contracts/index.ts'
import { recordOf } from '../../contracts/media.ts'
import type { Account } from '../account.ts'
import type { Exchange } from '../journal.ts'
import type { Simulation } from '../simulation.ts'
import { endOf, type Task, taskStepAt } from '../tasks/task.ts'

const SECRET_HEADER = /^(?:.*-)?(?:authorization|cookie|token|secret|api-?key|signature)$/i
const REDACTED = '[redacted]'
// A shorter key would take half the text with it.
const SHORTEST_KEY = 6

/** What the caller sent as its key, right or wrong, to be struck from what is shown. */
const keyOf = ({ requestHeaders }: Exchange): string | undefined => {
  const key = requestHeaders.authorization?.toString().replace(/^\S+\s+/, '')
  return key === undefined || key.length < SHORTEST_KEY || key.startsWith('stunt.') ? undefined : key
}

/** An exchange as the control API shows it: without any key. */
export const showExchange = (exchange: Exchange) => {
  const { requestHeaders, requestBody, responseBody, ...rest } = exchange
  const key = keyOf(exchange)
  const safe = <T extends string | null>(text: T): string | T =>
    key === undefined || text === null ? text : text.replaceAll(key, REDACTED)
  const headers = Object.fromEntries(
    Object.entries(requestHeaders).map(([name, value]) => [
      name,
      SECRET_HEADER.test(name) ? REDACTED : safe(value?.toString() ?? ''),
    ]),
  )
  return {
    ...rest,
    url: safe(rest.url),
    note: safe(rest.note),
    request: { headers, body: safe(requestBody) },
    response: { status: rest.status, body: safe(responseBody) },
  }
}

/** A task as the control API shows it: across providers, in our own words. */
export const showTask = (task: Task, account: Account, contract: ProviderContract) => {
  const now = account.clock.now()
  const step = taskStepAt(task, now)
  const endsAt = endOf(task)
  return {
    id: task.id,
    account: account.name,
    provider: task.provider,
    model: task.model,
    phase: step.phase,
    failure: step.failure ?? null,
    cost: task.cost,
    createdAt: task.createdAt,
    endsAt: endsAt ?? null,
    prompt: contract.promptOf(recordOf(JSON.parse(task.request))) ?? null,
    request: JSON.parse(task.request) as unknown,
  }
}

/** The newest tasks of an account, oldest first, and how many older ones are left out. */
export const showTasks = ({ settings, providers }: Simulation, account: Account) => {
  const all = [...account.tasks.values()]
  const shown = all.slice(-settings.journalMax)
  return {
    items: shown.map((task) => showTask(task, account, providers[task.provider].contract)),
    dropped: all.length - shown.length,
  }
}
