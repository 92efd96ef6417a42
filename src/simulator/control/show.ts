import { recordOf } from '../../contracts/media.ts'
import type { Account } from '../accounts/account.ts'
import type { Delivery } from '../callbacks/delivery.ts'
import type { DeliveryPlan } from '../callbacks/pending-delivery.ts'
import type { Exchange } from '../journal/journal.ts'
import { promptOf } from '../models/prompt.ts'
import type { SimulatedProvider } from '../providers/provider.ts'
import { resultUrls } from '../results/links.ts'
import type { Scenario } from '../scenarios/scenario.ts'
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

/** `https://name:password@host` in any text, without name and password. */
const withoutPasswords = (text: string): string =>
  text.includes('@') ? text.replace(/(https?:(?:\\?\/){2})[^\s"'/@\\]{1,200}@/gi, '$1***@') : text

/** An exchange as the control API shows it: without any key. */
export const showExchange = (exchange: Exchange) => {
  const { requestHeaders, requestBody, responseBody, ...rest } = exchange
  const key = keyOf(exchange)
  const safe = <T extends string | null>(text: T): string | T => {
    if (text === null) return text
    const masked = withoutPasswords(text)
    return key === undefined ? masked : masked.replaceAll(key, REDACTED)
  }
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
export const showTask = (
  task: Task,
  account: Account,
  { contract, resultPaths, resultObject }: SimulatedProvider,
  linkBase: string,
) => {
  const step = taskStepAt(task, account.clock.now())
  const request = recordOf(JSON.parse(withoutPasswords(task.request)))
  const { id, provider, model, cost, createdAt, reads } = task
  const hasResult = step.phase === 'succeeded' && !step.isEmpty
  const urls = hasResult ? resultUrls(linkBase, account.name, id, resultPaths(task, account)) : []
  return {
    id,
    account: account.name,
    provider,
    model,
    phase: step.phase,
    failure: step.failure ?? null,
    fault: task.strike?.fault.name ?? null,
    cost,
    createdAt,
    endsAt: endOf(task) ?? null,
    steps: task.timeline.map(({ afterMs, phase }) => ({
      at: Number.isFinite(afterMs) ? createdAt + afterMs : null,
      phase,
    })),
    reads,
    prompt: promptOf(contract, request) ?? null,
    request,
    resultUrl: urls[0] ?? null,
    resultUrls: urls,
    resultObject: hasResult ? (resultObject(task) ?? null) : null,
  }
}

/** A delivery as the control API shows it, with what its next attempt would send. */
export const showDelivery = (delivery: Delivery, plan: DeliveryPlan | undefined) => ({
  ...delivery,
  attempts: [...delivery.attempts],
  body: plan === undefined ? null : withoutPasswords(String(plan.render(1, delivery.createdAt).body)),
})

/** A scenario as the control API shows it, with what of it can do nothing here. */
export const showScenario = ({ name, about, rules, notes = [] }: Scenario) => ({
  name,
  about,
  rules: rules.map(({ fault, settings, calls, ...conditions }) => ({
    fault: fault.name,
    ...conditions,
    ...(calls !== undefined && {
      call: calls.map((range) => range.map((end) => (Number.isFinite(end) ? end : '')).join('..')),
    }),
    with: settings,
  })),
  notes,
})
