import { familyAtPath, familyOfModel } from '../../contracts/family.ts'
import { contracts } from '../../contracts/index.ts'
import { signKieCallback } from '../../contracts/kie/callbacks.ts'
import { kieDifferences } from '../../contracts/kie/differences.ts'
import { behaviourOf } from '../../contracts/profile.ts'
import { Refusal } from '../http/refusal.ts'
import type { Settings } from '../settings.ts'
import type { Task } from '../tasks/task.ts'
import type { Failure } from '../tasks/timeline.ts'
import { failureWords } from './failure-words.ts'
import { familyTask } from './family-task.ts'
import { createKieCallback } from './kie-callback.ts'
import { kieCatalogue } from './kie-catalogue.ts'
import { createKieRecord } from './kie-record.ts'
import { createKieResults } from './kie-results.ts'
import type { SimulatedProvider, View } from './provider.ts'

const ok = (data: unknown) => ({ code: 200, msg: 'success', data })

/** Observed: the members. Assumed: that uploadedAt is a text in ISO 8601. */
const renderUpload: NonNullable<SimulatedProvider['renderUpload']> = (
  { fileName, folder, bytes, contentType, uploadedAt },
  downloadUrl,
) => ({
  success: true,
  code: 200,
  msg: 'File uploaded successfully',
  data: {
    ...{ success: true, fileName, filePath: `${folder}/${fileName}`, downloadUrl },
    ...{ fileSize: bytes.length, mimeType: contentType, uploadedAt: new Date(uploadedAt).toISOString() },
  },
})

const refusesId: SimulatedProvider['refusesId'] = (id) =>
  id === undefined
    ? new Refusal('missing-id', 'The task id goes into the query: ?taskId=…', 'taskId')
    : undefined

/** Kie's contract, with the callback rules that the settings state. */
const contractOf = ({ kieCallbackTimeout: timeoutMs, kieCallbackRetries: retryDelaysMs }: Settings) => ({
  ...contracts.kie,
  callbacks: { ...contracts.kie.callbacks, timeoutMs, retryDelaysMs },
})

/** Kie.ai on the wire, in the settings' profile. */
export const createKie = (settings: Settings): SimulatedProvider => {
  const { profile, kieWebhookKey } = settings
  const contract = contractOf(settings)
  const behaviour = behaviourOf(kieDifferences, profile)
  const wordsOf = (failure: Failure | undefined) => failureWords(contract, behaviour.usualFailure, failure)
  const results = createKieResults(behaviour)
  const recordOf = createKieRecord(behaviour, results, wordsOf)
  const callbackOf = createKieCallback(behaviour, recordOf)
  const inFamily = (task: Task, view: View) =>
    familyTask(task, view, { wordsOf, urlsOf: () => results.urlsOf(task, view) })

  return {
    contract,
    newTaskId: (account, ordinal) => account.random.hex32('kie task id', ordinal),
    taskIdIn: ({ query: { taskId } }) => (typeof taskId === 'string' && taskId !== '' ? taskId : undefined),
    refusesId,
    renderCreated: (task) =>
      ok(behaviour.recordId ? { taskId: task.id, recordId: task.id } : { taskId: task.id }),
    renderTask: (task, view, { path }) => {
      const family = familyAtPath(contract.families, path)
      if (family !== familyOfModel(contract.families, task.model))
        throw new Refusal('unknown-task', `A task of ${task.model} is read by another call.`)
      return ok(family === undefined ? recordOf(task, view) : family.record(inFamily(task, view)))
    },
    wordsOf,
    renderCallback: (task, view) => {
      const family = familyOfModel(contract.families, task.model)
      return family === undefined ? callbackOf(task, view) : family.callback(inFamily(task, view))
    },
    callbackHeaders: ({ task, now }) =>
      kieWebhookKey === undefined ? {} : signKieCallback(task.id, Math.floor(now / 1000), kieWebhookKey),
    unsignedBecause:
      kieWebhookKey === undefined ? 'Kie signs its callbacks only with a --kie-webhook-key' : undefined,
    plainResultsBecause: undefined,
    renderUpload,
    renderCatalogue(_operation, request, models, now) {
      // `this` is the provider as it is served, with the pages that came later.
      const data = kieCatalogue(this.contract, request, models, now)
      return data === undefined ? undefined : ok(data)
    },
    renderBalance: ({ account, now }) => ok(account.ledger.balanceAt(now)),
    renderDownloadLink: ok,
    resultPaths: results.pathsOf,
    resultObject: results.objectOf,
  }
}
