import { recordOf } from '../../contracts/media.ts'
import type { Secrets } from '../../contracts/secrets.ts'
import type { Account } from '../accounts/account.ts'
import { type CreateBill, verdictAt, verdictText } from '../bill/create-bill.ts'
import { headersOf } from '../callbacks/callback-headers.ts'
import type { Attempt, Delivery } from '../callbacks/delivery.ts'
import type { DeliveryPlan } from '../callbacks/pending-delivery.ts'
import type { Exchange } from '../journal/journal.ts'
import { noteHeaders, struck } from '../journal/struck.ts'
import { promptOf } from '../models/prompt.ts'
import type { SimulatedProvider } from '../providers/provider.ts'
import { resultUrls } from '../results/links.ts'
import { outputOfProduct } from '../results/product.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import { endOf, type Task, taskStepAt } from '../tasks/task.ts'

const showBill = (bill: CreateBill, now: number) => ({
  verdict: verdictAt(bill, now),
  credits: bill.task?.cost ?? 0,
  text: verdictText(bill, now),
})

const withoutBodies = (
  { requestHeaders: _, requestBody: __, responseBody: ___, bill, ...rest }: Exchange,
  now: number,
) => ({ ...rest, bill: bill === null ? null : showBill(bill, now) })

/** An exchange without what was sent. */
export type BriefExchange = ReturnType<typeof withoutBodies>

/**
 * An exchange as the control API shows it, before secrets are redacted.
 * @param now by the account's clock: what a create request bought may have failed, and been refunded, meanwhile
 */
export const showExchange = (exchange: Exchange, now = exchange.at) => {
  const { requestHeaders, requestBody, responseBody } = exchange
  const brief = withoutBodies(exchange, now)
  const headers = Object.fromEntries(
    Object.entries(requestHeaders).map(([name, value]) => [name, value?.toString() ?? '']),
  )
  return {
    ...brief,
    request: { headers, body: requestBody },
    response: { status: exchange.status, body: responseBody },
  }
}

/**
 * An exchange as it may be shown.
 * @param secrets redacted in it, together with those in its own headers
 */
export const showSafely = (exchange: Exchange, secrets: Secrets): ReturnType<typeof showExchange> => {
  noteHeaders(exchange.requestHeaders, secrets)
  return struck(showExchange(exchange), secrets)
}

/**
 * The same without what was sent, for those who show only a line of it. Only what callers have a say in is searched for
 * secrets: walking through every member would cost more than the rest of a line.
 */
export const showBriefly = (exchange: Exchange, secrets: Secrets): BriefExchange => {
  noteHeaders(exchange.requestHeaders, secrets)
  const { at, url, note, bill } = exchange
  return {
    id: exchange.id,
    at,
    durationMs: exchange.durationMs,
    account: exchange.account,
    provider: exchange.provider,
    operation: exchange.operation,
    method: exchange.method,
    url: struck(url, secrets),
    status: exchange.status,
    task: exchange.task,
    fault: exchange.fault,
    note: struck(note, secrets),
    bill: bill === null ? null : showBill(bill, at),
  }
}

/** A task as the control API shows it: the same words for every provider. */
export const showTask = (
  task: Task,
  account: Account,
  { contract, resultPaths, resultObject, wordsOf }: SimulatedProvider,
  linkBase: string,
) => {
  const step = taskStepAt(task, account.clock.now())
  const request = recordOf(JSON.parse(task.request))
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
    told: (step.phase === 'failed' && wordsOf(step.failure)) || null,
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
    media: { ...contract.mediaOf(request), output: outputOfProduct(task.product) },
    resultUrl: urls[0] ?? null,
    resultUrls: urls,
    resultObject: hasResult ? (resultObject(task) ?? null) : null,
  }
}

/** The headers of an attempt; rendered again, since nothing keeps them. */
const sentHeaders = (plan: DeliveryPlan, attempt: number, at: number): Readonly<Record<string, string>> => {
  const names = headersOf(plan.render(attempt, at).headers, undefined)
  return Object.fromEntries(
    names.flatMap((name, index) => (index % 2 === 0 ? [[name.toLowerCase(), names[index + 1] ?? '']] : [])),
  )
}

const showAttempt = (attempt: Attempt, number: number, plan: DeliveryPlan | undefined) => ({
  ...attempt,
  answer: attempt.answer ?? null,
  signature: plan?.signatureAt?.(attempt.at) ?? null,
  headers: plan === undefined ? {} : sentHeaders(plan, number, attempt.at),
})

/** A delivery as the control API shows it, with what its next attempt would send. */
export const showDelivery = (delivery: Delivery, plan: DeliveryPlan | undefined) => ({
  ...delivery,
  fault: delivery.fault ?? null,
  attempts: delivery.attempts.map((attempt, index) => showAttempt(attempt, index + 1, plan)),
  body: plan === undefined ? null : String(plan.render(1, delivery.createdAt).body),
})

/** A scenario as the control API shows it, with the parts of it that can do nothing here. */
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
