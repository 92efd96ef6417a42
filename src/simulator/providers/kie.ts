import { parsedJson } from '../../contracts/check/json.ts'
import { familyAtPath, familyOfModel } from '../../contracts/family.ts'
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
import type { Failure, ResultForm, Step } from '../tasks/timeline.ts'
import { failureWords } from './failure-words.ts'
import { familyTask } from './family-task.ts'
import { kieCatalogue } from './kie-catalogue.ts'
import type { SimulatedProvider, View } from './provider.ts'

const PLACEHOLDER_TEXT = 'STUNTDOUBLE: a placeholder text. No model was run.'

/** Observed. */
const SUCCESS_FLAGS: Readonly<Record<Phase, number>> = { queued: 0, running: 0, succeeded: 1, failed: 3 }

/** What a JSON text holds; null if it is not JSON any more: `result-json` bends it. */
const jsonIn = (text: string | null): unknown => parsedJson(text ?? '') ?? null

/** With its keys in alphabetical order. */
const sorted = (record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))

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
  const grained = (time: number | null): number | null =>
    time === null ? null : time - (time % behaviour.callbackTimeGrain)

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

  const wordsOf = (failure: Failure | undefined) => failureWords(contract, behaviour.usualFailure, failure)

  const recordInfo = (task: Task, view: View) => {
    const { now } = view
    const step = taskStepAt(task, now)
    const { phase, failure, state } = step
    const endedAt = isTerminal(phase) ? (endOf(task) ?? now) : undefined
    const failed = phase === 'failed'
    const words = wordsOf(failure)
    const record = {
      taskId: task.id,
      model: task.model,
      state: state ?? stateNames[phase],
      param: behaviour.param === 'object' ? task.request : nestedParam(task.request),
      resultJson: phase === 'succeeded' ? resultJson(task, step, view) : behaviour.noResult,
      failCode: failed ? words.code : null,
      failMsg: failed ? words.message : null,
      // Documented: 0 for a failed task (failure callback example).
      costTime: endedAt === undefined ? null : failed ? 0 : costTime(endedAt - task.createdAt),
      completeTime: endedAt ?? null,
      createTime: task.createdAt,
    }
    return behaviour.newerFields ? { ...record, ...newerFields(task, step, record) } : record
  }

  const newerFields = (
    task: Task,
    { phase }: Step,
    { resultJson, param }: { readonly resultJson: string | null; readonly param: string },
  ) => ({
    progress: null,
    successFlag: SUCCESS_FLAGS[phase],
    response: phase === 'succeeded' ? jsonIn(resultJson) : null,
    creditsConsumed: phase === 'failed' || phase === 'queued' ? 0 : task.cost,
    operationType: task.model,
    paramJson: param,
  })

  const callbackData = (task: Task, view: View) => {
    const record = recordInfo(task, view)
    const credits = record.failCode === null ? task.cost : 0
    const [createTime, completeTime] = [record.createTime, record.completeTime].map(grained)
    const times = { createTime, completeTime, updateTime: completeTime }
    if (behaviour.callbackForm === 'as-query')
      // Documented: the callback examples have these three in addition to what the query returns.
      return {
        ...record,
        ...{ consumeCredits: credits, remainedCredits: view.account.ledger.balanceAt(view.now) },
        ...times,
      }
    const { costTime, model, param, resultJson, state, taskId, failCode, failMsg } = record
    return sorted({
      ...times,
      ...{ costTime, creditsConsumed: Math.round(credits), model, param, state, taskId },
      resultJson: resultJson === '' ? null : resultJson,
      ...(failCode !== null && { failCode, failMsg }),
    })
  }
  const inFamily = (task: Task, view: View) =>
    familyTask(task, view, {
      wordsOf,
      urlsOf: () => resultUrls(view.linkBase, view.account.name, task.id, resultPaths(task, view.account)),
    })

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
    renderTask: (task, view, { path }) => {
      const family = familyAtPath(contract.families, path)
      if (family !== familyOfModel(contract.families, task.model))
        throw new Refusal('unknown-task', `A task of ${task.model} is read by another call.`)
      return ok(family === undefined ? recordInfo(task, view) : family.record(inFamily(task, view)))
    },
    wordsOf,
    renderCallback: (task, view) => {
      const family = familyOfModel(contract.families, task.model)
      if (family !== undefined) return family.callback(inFamily(task, view))
      const { failCode } = recordInfo(task, view)
      const data = callbackData(task, view)
      if (failCode === null) return { code: 200, msg: 'Playground task completed successfully.', data }
      const code = behaviour.callbackCodes.includes(Number(failCode)) ? Number(failCode) : 501
      return { code, msg: 'Playground task failed.', data }
    },
    callbackHeaders: ({ task, now }) =>
      kieWebhookKey === undefined ? {} : signKieCallback(task.id, Math.floor(now / 1000), kieWebhookKey),
    unsignedBecause:
      kieWebhookKey === undefined ? 'Kie signs its callbacks only with a --kie-webhook-key' : undefined,
    plainResultsBecause: undefined,
    // Observed: the members. Assumed: that uploadedAt is a text in ISO 8601.
    renderUpload: ({ fileName, folder, bytes, contentType, uploadedAt }, downloadUrl) => ({
      success: true,
      code: 200,
      msg: 'File uploaded successfully',
      data: {
        ...{ success: true, fileName, filePath: `${folder}/${fileName}`, downloadUrl },
        ...{ fileSize: bytes.length, mimeType: contentType, uploadedAt: new Date(uploadedAt).toISOString() },
      },
    }),
    renderCatalogue(_operation, request, models, now) {
      // `this` is the provider as it is served, with the pages that came later.
      const data = kieCatalogue(this.contract, request, models, now)
      return data === undefined ? undefined : ok(data)
    },
    renderBalance: ({ account, now }) => ok(account.ledger.balanceAt(now)),
    renderDownloadLink: ok,
    resultPaths,
    resultObject,
  }
}
