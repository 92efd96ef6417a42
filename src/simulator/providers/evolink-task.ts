import { nthOf } from '../../basics/chance/inventor.ts'
import type { evolinkDifferences } from '../../contracts/evolink/differences.ts'
import { evolinkDollars } from '../../contracts/evolink/prices.ts'
import { contracts, type FailureWords, type Phase } from '../../contracts/index.ts'
import { recordOf } from '../../contracts/media.ts'
import type { Behaviour } from '../../contracts/profile.ts'
import { resultUrls } from '../results/links.ts'
import { outputOfProduct, pathsOfProduct } from '../results/product.ts'
import { endOf, type Task, taskStepAt } from '../tasks/task.ts'
import { type Failure, progressAt } from '../tasks/timeline.ts'
import type { SimulatedProvider, View } from './provider.ts'

const STATES: Readonly<Record<Phase, string>> = {
  queued: 'pending',
  running: 'processing',
  succeeded: 'completed',
  failed: 'failed',
}

/** Observed: the words. */
const CHARGE_STATUSES: Readonly<Record<Phase, string>> = {
  queued: 'reserved',
  running: 'reserved',
  succeeded: 'charged',
  failed: 'released',
}

const isTimed = ({ product }: Task): boolean => outputOfProduct(product) === 'video'

export const seconds = (ms: number): number => Math.floor(ms / 1000)

export const evolinkResultPaths: SimulatedProvider['resultPaths'] = ({ product, ordinal }, { inventor }) =>
  pathsOfProduct(
    product,
    (index) => `${inventor.alphanumeric(16, nthOf('evolink result', index), ordinal)}.mp4`,
  )

const usageOf = ({ cost }: Task, used: number) => ({
  credits_used: used,
  credits_reserved: cost,
  cost: { credits: used, usd: evolinkDollars(used) },
})

const billingOf = (task: Task, phase: Phase) => {
  const isRefunded = phase === 'failed'
  const endedAt = endOf(task)
  return {
    billing: {
      charge_status: CHARGE_STATUSES[phase],
      refund_status: isRefunded ? 'refunded' : 'none',
      refund_scope: isRefunded ? 'full' : null,
      reserved_credits: task.cost,
      charged_credits: phase === 'succeeded' ? task.cost : 0,
      refunded_credits: isRefunded ? task.cost : 0,
      refunded_at: isRefunded && endedAt !== undefined ? seconds(endedAt) : null,
    },
    ...(isTimed(task) && {
      duration: contracts.evolink.mediaOf(recordOf(JSON.parse(task.request))).durationSeconds,
    }),
    request_id: `req_${task.id}`,
  }
}

/** The response to a create request. */
export const renderEvolinkCreated: SimulatedProvider['renderCreated'] = (task, _view, estimateMs) => ({
  created: seconds(task.createdAt),
  id: task.id,
  model: task.model,
  object: `${outputOfProduct(task.product)}.generation.task`,
  progress: 0,
  status: STATES.queued,
  task_info: { can_cancel: true, estimated_time: Math.round(estimateMs / 1000) },
  type: outputOfProduct(task.product),
  // Assumed: per second, as the page's prose on `duration` says; its example shows per_call.
  usage: {
    billing_rule: isTimed(task) ? 'per_second' : 'per_call',
    credits_reserved: task.cost,
    user_group: 'default',
  },
})

/** What a query and a callback say of a task. */
export const createEvolinkTask =
  (
    behaviour: Behaviour<typeof evolinkDifferences>,
    wordsOf: (failure: Failure | undefined) => FailureWords | undefined,
  ) =>
  (task: Task, { account, now, linkBase }: View) => {
    const { phase, failure, state, isEmpty } = taskStepAt(task, now)
    const used = phase === 'succeeded' ? task.cost : 0
    const words = wordsOf(failure)
    return {
      created: seconds(task.createdAt),
      id: task.id,
      model: task.model,
      object: `${outputOfProduct(task.product)}.generation.task`,
      progress:
        phase === 'failed' && behaviour.failedProgress === 'zero'
          ? 0
          : progressAt(task.timeline, now - task.createdAt),
      ...(phase === 'succeeded'
        ? {
            // Documented: a list of links. Assumed for texts too, which are then text files.
            results: isEmpty
              ? []
              : resultUrls(linkBase, account.name, task.id, evolinkResultPaths(task, account)),
          }
        : {}),
      status: state ?? (failure?.as && contracts.evolink.failures[failure.as]?.state) ?? STATES[phase],
      task_info: { can_cancel: false },
      type: outputOfProduct(task.product),
      ...(behaviour.queryUsage ? { usage: usageOf(task, used) } : {}),
      ...(behaviour.billing ? billingOf(task, phase) : {}),
      ...(words !== undefined && phase === 'failed' ? { error: { ...words, type: 'task_error' } } : {}),
    }
  }
