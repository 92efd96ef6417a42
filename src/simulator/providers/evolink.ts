import { evolinkDifferences } from '../../contracts/evolink/differences.ts'
import { usualFailure } from '../../contracts/evolink/failures.ts'
import { contracts } from '../../contracts/index.ts'
import { behaviourOf } from '../../contracts/profile.ts'
import { Refusal } from '../http/refusal.ts'
import type { Settings } from '../settings.ts'
import type { Failure } from '../tasks/timeline.ts'
import { evolinkCatalogue, evolinkEstimate } from './evolink-catalogue.ts'
import { createEvolinkTask, evolinkResultPaths, renderEvolinkCreated, seconds } from './evolink-task.ts'
import { evolinkTaskBatch, evolinkTaskList } from './evolink-tasks.ts'
import { failureWords } from './failure-words.ts'
import type { SimulatedProvider } from './provider.ts'

/** Concatenated strings keep every piece alive; a million ids should not. */
const flattened = (id: string): string => Buffer.from(id, 'latin1').toString('latin1')

const refusesId: SimulatedProvider['refusesId'] = (id) => {
  if (id === undefined)
    return new Refusal('missing-id', 'The task id goes at the end of the path: /v1/tasks/<id>.')
  const { pattern, example } = contracts.evolink.taskId
  return pattern.test(id) ? undefined : new Refusal('malformed-id', `A task id looks like ${example}.`)
}

/** Assumed: all of it. */
const renderUpload: NonNullable<SimulatedProvider['renderUpload']> = (
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
})

const renderBalance: SimulatedProvider['renderBalance'] = ({ account, now }) => {
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
}

/** EvoLink on the wire, in the settings' profile. */
export const createEvolink = ({ profile }: Settings): SimulatedProvider => {
  const contract = contracts.evolink
  const behaviour = behaviourOf(evolinkDifferences, profile)
  const wordsOf = (failure: Failure | undefined) =>
    behaviour.failedTaskError ? failureWords(contract, usualFailure, failure) : undefined
  const taskDetail = createEvolinkTask(behaviour, wordsOf)

  return {
    contract,
    newTaskId: (account, ordinal, now) =>
      flattened(
        `task-unified-${seconds(now)}-${account.inventor.alphanumeric(8, 'evolink task id', ordinal)}`,
      ),
    taskIdIn: ({ params: { task_id } }) =>
      typeof task_id === 'string' && task_id !== '' ? task_id : undefined,
    refusesId,
    renderCreated: renderEvolinkCreated,
    renderTask: taskDetail,
    renderCallback: taskDetail,
    wordsOf,
    // Documented: EvoLink does not sign.
    callbackHeaders: () => ({}),
    unsignedBecause: 'EvoLink does not sign its callbacks',
    plainResultsBecause: 'EvoLink has its links in a list, not in a JSON text',
    renderUpload,
    renderTasks: (request, tasks, view, operation) =>
      operation.method === 'POST'
        ? evolinkTaskBatch(request, view, taskDetail)
        : evolinkTaskList(request, tasks, view, taskDetail),
    estimatedModelField: 'model_id',
    renderEstimate: (body, now) => evolinkEstimate(contract, body, now),
    renderCatalogue: (operation, _request, models) => evolinkCatalogue(operation, models),
    renderBalance,
    // EvoLink has no such operation; the contract lists none.
    renderDownloadLink: () => undefined,
    resultPaths: evolinkResultPaths,
    resultObject: () => undefined,
  }
}
