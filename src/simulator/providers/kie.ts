import { contracts, isTerminal, type Phase } from '../../contracts/index.ts'
import { signKieCallback } from '../../contracts/kie/callbacks.ts'
import { kieDifferences } from '../../contracts/kie/differences.ts'
import { recordOf } from '../../contracts/media.ts'
import { behaviourOf } from '../../contracts/profile.ts'
import { nthOf } from '../chance/inventor.ts'
import { Refusal } from '../http/refusal.ts'
import { resultUrls } from '../results/links.ts'
import { pathsOfProduct } from '../results/product.ts'
import type { Settings } from '../settings.ts'
import { endOf, type Task, taskStepAt } from '../tasks/task.ts'
import type { ResultForm, Step } from '../tasks/timeline.ts'
import { failureWords } from './failure-words.ts'
import type { SimulatedProvider, View } from './provider.ts'

const PLACEHOLDER_TEXT = 'STUNTDOUBLE: a placeholder text. No model was run.'

const ok = (data: unknown) => ({ code: 200, msg: 'success', data })

/** Observed: `input` is again a JSON string, and the keys are in alphabetical order. */
const nestedParam = (request: string): string => {
  const entries = Object.entries(recordOf(JSON.parse(request))).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify(
    Object.fromEntries(entries.map(([key, value]) => [key, key === 'input' ? JSON.stringify(value) : value])),
  )
}

/** The links as Kie has them or, if a fault asks for it, in a form that it was seen to use elsewhere. */
const inForm = (form: ResultForm | undefined, urls: readonly string[]): string => {
  switch (form) {
    case undefined:
      return JSON.stringify({ resultUrls: urls })
    case 'junk':
      return `${JSON.stringify({ resultUrls: urls })}\n<!-- cached -->`
    case 'array':
      return JSON.stringify(urls)
    case 'string':
      return urls[0] ?? ''
    case 'other-key':
      return JSON.stringify({ videoUrl: urls[0], videoUrls: urls })
  }
}

/** `wan` of `wan/2-5-text-to-video`. */
const familyOf = (model: string): string =>
  // An unchecked model name may hold half of a surrogate pair, of which no URL can be made.
  encodeURIComponent((model.split('/')[0] ?? model).toWellFormed())

/** Kie.ai on the wire, in the settings' profile. */
export const createKie = ({
  profile,
  kieWebhookKey,
  kieCallbackTimeout,
  kieCallbackRetries,
}: Settings): SimulatedProvider => {
  const contract = {
    ...contracts.kie,
    callbacks: {
      ...contracts.kie.callbacks,
      timeoutMs: kieCallbackTimeout,
      retryDelaysMs: kieCallbackRetries,
    },
  }
  const behaviour = behaviourOf(kieDifferences, profile)
  const stateNames: Readonly<Record<Phase, string>> = {
    queued: 'waiting',
    running: behaviour.runningState,
    succeeded: 'success',
    failed: 'fail',
  }
  const grained = (time: number): number => time - (time % behaviour.timeGrain)

  // Documented: "`{resultObject: {}}` for text".
  const resultObject: SimulatedProvider['resultObject'] = ({ product }) =>
    product?.format === 'txt' ? { text: PLACEHOLDER_TEXT } : undefined

  const resultPaths: SimulatedProvider['resultPaths'] = (task, { inventor }) => {
    if (resultObject(task) !== undefined) return []
    const endedAt = endOf(task) ?? task.createdAt
    return pathsOfProduct(task.product, (index) => {
      const random = inventor.alphanumeric(8, nthOf('kie result', index), task.ordinal)
      return behaviour.resultPath(familyOf(task.model), endedAt, random)
    })
  }

  const resultJson = (
    task: Task,
    { isEmpty, resultForm: form }: Step,
    { account, linkBase }: View,
  ): string => {
    const object = resultObject(task)
    if (object !== undefined) return JSON.stringify({ resultObject: isEmpty ? {} : object })
    const urls = isEmpty ? [] : resultUrls(linkBase, account.name, task.id, resultPaths(task, account))
    return inForm(form, urls)
  }

  const recordInfo = (task: Task, view: View) => {
    const { now } = view
    const step = taskStepAt(task, now)
    const { phase, failure, state } = step
    const endedAt = isTerminal(phase) ? (endOf(task) ?? now) : undefined
    const failed = phase === 'failed'
    const words = failureWords(contract, behaviour.usualFailure, failure)
    const createTime = grained(task.createdAt)
    return {
      taskId: task.id,
      model: task.model,
      state: state ?? stateNames[phase],
      param: behaviour.param === 'object' ? task.request : nestedParam(task.request),
      resultJson: phase === 'succeeded' ? resultJson(task, step, view) : behaviour.noResult,
      failCode: failed ? words.code : null,
      failMsg: failed ? words.message : null,
      // Documented: 0 for a failed task (failure callback example).
      costTime: endedAt === undefined ? null : failed ? 0 : costTime(endedAt - task.createdAt),
      completeTime: endedAt === undefined ? null : grained(endedAt),
      createTime,
    }
  }
  const costTime = (ms: number): number => Math.round(ms / behaviour.costTimeUnit)

  return {
    contract,
    newTaskId: (account, ordinal) => account.random.hex32('kie task id', ordinal),
    taskIdIn: ({ query: { taskId } }) => (typeof taskId === 'string' && taskId !== '' ? taskId : undefined),
    refusesId: (id) =>
      id === undefined
        ? new Refusal('missing-id', 'The task id goes into the query: ?taskId=…', 'taskId')
        : undefined,
    renderCreated: (task) =>
      ok(behaviour.recordId ? { taskId: task.id, recordId: task.id } : { taskId: task.id }),
    renderTask: (task, view) => ok(recordInfo(task, view)),
    renderCallback: (task, view) => {
      const record = recordInfo(task, view)
      const failed = record.failCode !== null
      return {
        code: failed ? 501 : 200,
        msg: failed ? 'Playground task failed.' : 'Playground task completed successfully.',
        data: {
          ...record,
          // Documented: the callback examples have these three fields besides those of a retrieve response.
          consumeCredits: failed ? 0 : task.cost,
          remainedCredits: view.account.ledger.balanceAt(view.now),
          updateTime: record.completeTime,
        },
      }
    },
    callbackHeaders: ({ task, now }) =>
      kieWebhookKey === undefined ? {} : signKieCallback(task.id, Math.floor(now / 1000), kieWebhookKey),
    unsignedBecause:
      kieWebhookKey === undefined ? 'Kie signs its callbacks only with a --kie-webhook-key' : undefined,
    plainResultsBecause: undefined,
    renderBalance: ({ account, now }) => ok(account.ledger.balanceAt(now)),
    renderDownloadLink: ok,
    resultPaths,
    resultObject,
  }
}
