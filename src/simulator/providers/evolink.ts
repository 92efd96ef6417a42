import { evolinkDifferences } from '../../contracts/evolink/differences.ts'
import { usualFailure } from '../../contracts/evolink/failures.ts'
import { evolinkDollars } from '../../contracts/evolink/prices.ts'
import { contracts, type Phase } from '../../contracts/index.ts'
import { recordOf } from '../../contracts/media.ts'
import { behaviourOf } from '../../contracts/profile.ts'
import { nthOf } from '../chance/inventor.ts'
import { Refusal } from '../http/refusal.ts'
import { resultUrls } from '../results/links.ts'
import { outputOfProduct, pathsOfProduct } from '../results/product.ts'
import type { Settings } from '../settings.ts'
import { endOf, type Task, taskStepAt } from '../tasks/task.ts'
import { type Failure, progressAt } from '../tasks/timeline.ts'
import { evolinkCatalogue, evolinkEstimate } from './evolink-catalogue.ts'
import { evolinkTaskBatch, evolinkTaskList } from './evolink-tasks.ts'
import { failureWords } from './failure-words.ts'
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

const seconds = (ms: number): number => Math.floor(ms / 1000)

/** Concatenated strings keep every piece alive; a million ids should not. */
const flattened = (id: string): string => Buffer.from(id, 'latin1').toString('latin1')

/** EvoLink on the wire, in the settings' profile. */
export const createEvolink = ({ profile }: Settings): SimulatedProvider => {
  const contract = contracts.evolink
  const behaviour = behaviourOf(evolinkDifferences, profile)

  const resultPaths: SimulatedProvider['resultPaths'] = ({ product, ordinal }, { inventor }) =>
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
        duration: contract.mediaOf(recordOf(JSON.parse(task.request))).durationSeconds,
      }),
      request_id: `req_${task.id}`,
    }
  }

  const wordsOf = (failure: Failure | undefined) =>
    behaviour.failedTaskError ? failureWords(contracts.evolink, usualFailure, failure) : undefined

  const taskDetail = (task: Task, { account, now, linkBase }: View) => {
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
            results: isEmpty ? [] : resultUrls(linkBase, account.name, task.id, resultPaths(task, account)),
          }
        : {}),
      status: state ?? (failure?.as && contract.failures[failure.as]?.state) ?? STATES[phase],
      task_info: { can_cancel: false },
      type: outputOfProduct(task.product),
      ...(behaviour.queryUsage ? { usage: usageOf(task, used) } : {}),
      ...(behaviour.billing ? billingOf(task, phase) : {}),
      ...(words !== undefined && phase === 'failed' ? { error: { ...words, type: 'task_error' } } : {}),
    }
  }

  return {
    contract,
    newTaskId: (account, ordinal, now) =>
      flattened(
        `task-unified-${seconds(now)}-${account.inventor.alphanumeric(8, 'evolink task id', ordinal)}`,
      ),
    taskIdIn: ({ params: { task_id } }) =>
      typeof task_id === 'string' && task_id !== '' ? task_id : undefined,
    refusesId: (id) => {
      if (id === undefined) {
        return new Refusal('missing-id', 'The task id goes at the end of the path: /v1/tasks/<id>.')
      }
      const { pattern, example } = contracts.evolink.taskId
      return pattern.test(id) ? undefined : new Refusal('malformed-id', `A task id looks like ${example}.`)
    },
    renderCreated: (task, _view, estimateMs) => ({
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
    }),
    renderTask: taskDetail,
    renderCallback: taskDetail,
    wordsOf,
    // Documented: EvoLink does not sign.
    callbackHeaders: () => ({}),
    unsignedBecause: 'EvoLink does not sign its callbacks',
    plainResultsBecause: 'EvoLink has its links in a list, not in a JSON text',
    // Assumed: all of it.
    renderUpload: (
      { path, fileName, folder, bytes, contentType, uploadedAt, expiresAt },
      url,
      originalName,
    ) => ({
      success: true,
      code: 200,
      msg: 'File uploaded successfully',
      data: {
        ...{ file_id: path, file_name: fileName, original_name: originalName, upload_path: folder },
        ...{ file_size: bytes.length, mime_type: contentType, file_url: url, download_url: url },
        ...{ upload_time: new Date(uploadedAt).toISOString(), expires_at: new Date(expiresAt).toISOString() },
      },
    }),
    renderTasks: (request, tasks, view, operation) =>
      operation.method === 'POST'
        ? evolinkTaskBatch(request, view, taskDetail)
        : evolinkTaskList(request, tasks, view, taskDetail),
    estimatedModelField: 'model_id',
    renderEstimate: (body, now) => evolinkEstimate(contract, body, now),
    renderCatalogue: (operation, _request, models) => evolinkCatalogue(operation, models),
    renderBalance: ({ account, now }) => {
      const remaining_credits = account.ledger.balanceAt(now)
      const used_credits = account.ledger.consumedAt(now)
      return {
        data: {
          token: { remaining_credits, unlimited_credits: false, used_credits },
          user: { remaining_credits, used_credits },
        },
        message: '',
        success: true,
      }
    },
    // EvoLink has no such operation; the contract lists none.
    renderDownloadLink: () => undefined,
    resultPaths,
    resultObject: () => undefined,
  }
}
