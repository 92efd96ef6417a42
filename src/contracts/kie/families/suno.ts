import type { FamilyTask, ModelFamily } from '../../family.ts'
import { recordOf, textOr } from '../../media.ts'
import type { Phase } from '../../vocabulary.ts'

const PAGES =
  'docs.kie.ai/suno-api (generate-music, get-music-details, callbacks), as of 2025; not bundled, and not read again since'

const STATES: Readonly<Record<Phase, string>> = {
  queued: 'PENDING',
  running: 'TEXT_SUCCESS',
  succeeded: 'SUCCESS',
  failed: 'GENERATE_AUDIO_FAILED',
}

/** Every model costs the same. */
const CREDITS = 12

/** An id in the form of a track's, the same for the same task. */
const trackId = (taskId: string, index: number): string => {
  const hex = `${taskId.slice(0, 31)}${index}`
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** What both the record and the callback say of a track, each in its own spelling. */
const tracksOf = ({ id, model, request, urls, endedAt }: FamilyTask) => {
  const asked = recordOf(JSON.parse(request))
  return urls.map((url, index) => ({
    ...{ id: trackId(id, index), url, modelName: model, createTime: endedAt },
    prompt: textOr(asked.prompt, ''),
    title: textOr(asked.title, ''),
    tags: textOr(asked.style, ''),
  }))
}

const sunoData = (task: FamilyTask) =>
  tracksOf(task).map(({ id, url, ...rest }) => ({ id, audioUrl: url, streamAudioUrl: url, ...rest }))

const callbackData = (task: FamilyTask) =>
  tracksOf(task).map(({ id, url, modelName, ...rest }) => ({
    ...{ id, audio_url: url, stream_audio_url: url, model_name: modelName },
    ...rest,
  }))

/** Suno's music at Kie, under the calls that integrations of 2025 use. */
export const suno: ModelFamily = {
  name: 'suno',
  title: 'Suno',
  create: { id: 'kie.createSuno', kind: 'create', method: 'POST', path: '/api/v1/generate' },
  retrieve: { id: 'kie.sunoRecord', kind: 'retrieve', method: 'GET', path: '/api/v1/generate/record-info' },
  models: { V3_5: CREDITS, V4: CREDITS, V4_5: CREDITS, V4_5PLUS: CREDITS, V5: CREDITS },
  required: ['model', 'customMode', 'instrumental', 'callBackUrl'],
  optional: [
    ...['prompt', 'style', 'title', 'negativeTags', 'vocalGender', 'styleWeight', 'weirdnessConstraint'],
    ...['audioWeight', 'personaId'],
  ],
  makes: { output: 'audio', count: 2 },
  record: (task) => ({
    taskId: task.id,
    parentMusicId: '',
    param: task.request,
    response: task.phase === 'succeeded' ? { taskId: task.id, sunoData: sunoData(task) } : null,
    status: task.state ?? STATES[task.phase],
    type: 'GENERATE',
    operationType: 'generate',
    errorCode: task.failure === undefined ? null : Number(task.failure.code),
    errorMessage: task.failure?.message ?? null,
  }),
  callback: (task) =>
    task.failure === undefined
      ? {
          code: 200,
          msg: 'All generated successfully.',
          data: { callbackType: 'complete', task_id: task.id, data: callbackData(task) },
        }
      : {
          code: Number(task.failure.code) === 400 ? 400 : 501,
          msg: task.failure.message,
          data: { callbackType: 'error', task_id: task.id, data: null },
        },
  facts: [
    {
      topic: 'create',
      says: '`POST /api/v1/generate` → `{code, msg, data: {taskId}}`; `model`, `customMode`, `instrumental` and `callBackUrl` are required',
      source: 'documented',
      from: PAGES,
    },
    {
      topic: 'record',
      says: '`GET /api/v1/generate/record-info?taskId=…`; an error is `code` 422, as at `recordInfo`',
      source: 'documented',
      from: `${PAGES}; assumed: the words for an unknown id`,
    },
    {
      topic: 'states',
      says: '`status`: PENDING, TEXT_SUCCESS, (FIRST_SUCCESS: not served,) SUCCESS, or GENERATE_AUDIO_FAILED for every failure',
      source: 'documented',
      from: `${PAGES}; assumed: which of the words for failures`,
    },
    {
      topic: 'result',
      says: 'two tracks, `data.response.sunoData[].audioUrl`; pictures and lengths of tracks are left out',
      source: 'documented',
      from: PAGES,
    },
    {
      topic: 'failure',
      says: '`errorCode` and `errorMessage`, in the words that `recordInfo` has',
      source: 'assumed',
      from: 'the fields are documented, their values are not',
    },
    {
      topic: 'callback',
      says: 'at the end, `callbackType` complete or error, with `task_id` and `data[].audio_url`; those of stages `text` and `first` are not sent',
      source: 'documented',
      from: PAGES,
    },
    {
      topic: 'price',
      says: '12 credits for two tracks',
      source: 'assumed',
      from: 'the price list of 2025; prices change',
    },
  ],
}
