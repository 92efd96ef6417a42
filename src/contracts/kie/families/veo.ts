import type { FamilyTask, ModelFamily } from '../../family.ts'
import type { Phase } from '../../vocabulary.ts'

const PAGES =
  'docs.kie.ai/veo3-api (generate, record-info, callbacks), as of 2025; not bundled, and not read again since'

/** 2 stands for a task that failed, 3 for one whose generation failed; which of them when is not known. */
const FLAGS: Readonly<Record<Phase, number>> = { queued: 0, running: 0, succeeded: 1, failed: 3 }

const results = ({ urls }: FamilyTask) => ({ resultUrls: urls, originUrls: null, resolution: '1080p' })

/** Google's Veo at Kie, under the calls that integrations of 2025 use. */
export const veo: ModelFamily = {
  name: 'veo',
  title: 'Veo',
  create: { id: 'kie.createVeo', kind: 'create', method: 'POST', path: '/api/v1/veo/generate' },
  retrieve: { id: 'kie.veoRecord', kind: 'retrieve', method: 'GET', path: '/api/v1/veo/record-info' },
  models: { veo3: 250, veo3_fast: 60 },
  usualModel: 'veo3',
  required: ['prompt'],
  optional: [
    ...['model', 'imageUrls', 'aspectRatio', 'generationType', 'seeds', 'watermark', 'callBackUrl'],
    ...['enableFallback', 'enableTranslation', 'resolution'],
  ],
  makes: { output: 'video', count: 1 },
  record: (task) => ({
    taskId: task.id,
    paramJson: task.request,
    completeTime: task.endedAt,
    response: task.phase === 'succeeded' ? { taskId: task.id, ...results(task) } : null,
    successFlag: task.state ?? FLAGS[task.phase],
    errorCode: task.failure === undefined ? null : Number(task.failure.code),
    errorMessage: task.failure?.message ?? '',
    createTime: task.createdAt,
    fallbackFlag: false,
  }),
  callback: (task) =>
    task.failure === undefined
      ? {
          code: 200,
          msg: 'Veo3.1 video generated successfully.',
          data: { taskId: task.id, info: results(task), fallbackFlag: false },
        }
      : {
          code: Number(task.failure.code) === 400 ? 400 : 501,
          msg: task.failure.message,
          data: { taskId: task.id, fallbackFlag: false },
        },
  facts: [
    {
      topic: 'create',
      says: '`POST /api/v1/veo/generate` → `{code, msg, data: {taskId}}`; `prompt` is required, `model` is `veo3` unless said otherwise',
      source: 'documented',
      from: PAGES,
    },
    {
      topic: 'record',
      says: '`GET /api/v1/veo/record-info?taskId=…`; an error is `code` 422, as at `recordInfo`',
      source: 'documented',
      from: `${PAGES}; assumed: the words for an unknown id`,
    },
    {
      topic: 'states',
      says: '`successFlag`: 0 while it is made, 1 made, 2 or 3 failed (here 3)',
      source: 'documented',
      from: `${PAGES}; assumed: which of 2 and 3`,
    },
    { topic: 'result', says: '`data.response.resultUrls`', source: 'documented', from: PAGES },
    {
      topic: 'failure',
      says: '`errorCode` and `errorMessage`, in the words that `recordInfo` has',
      source: 'assumed',
      from: 'the fields are documented, their values are not',
    },
    {
      topic: 'callback',
      says: 'once, at the end: `code` 200 with `data.info.resultUrls`, 400 or 501 without',
      source: 'documented',
      from: `${PAGES}; older models were seen to be retried three times`,
    },
    {
      topic: 'price',
      says: '250 credits for `veo3`, 60 for `veo3_fast`',
      source: 'assumed',
      from: 'the price list of 2025; prices change',
    },
  ],
}
