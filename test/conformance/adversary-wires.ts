import type { ProviderName } from '../../src/contracts/vocabulary.ts'

/** How a hostile provider speaks: written by hand from the pages, sharing no code with the simulator. */
export interface Wire {
  readonly createPath: string
  readonly balancePath: string
  /** Where tasks are read; the id follows. */
  readonly taskPath: string
  /** What the cheapest video costs. */
  readonly price: number
  readonly taskId: string
  /** A create request that was accepted; `quote` is what it says that it will cost. */
  readonly accepted: (id: string, quote?: unknown) => object
  readonly error: (code: number, message: string) => object
  /** A mistake in a create request, as the page has it. */
  readonly refusal: { readonly status: number; readonly body: object }
  readonly balance: (credits: unknown) => object
  readonly task: (id: string, state: unknown, link: string) => object
  /** The provider's words for a task that succeeded, failed, runs. */
  readonly states: readonly [string, string, string]
  /** Whether a body has nothing wrong. */
  readonly isOrder: (body: unknown) => boolean
}

const recordOf = (value: unknown): Readonly<Record<string, unknown>> => Object(value)

const isText = (value: unknown, most: number): boolean =>
  typeof value === 'string' && value.length > 0 && value.length <= most

const isOneOf = (value: unknown, ...options: readonly unknown[]): boolean =>
  value === undefined || options.includes(value)

const kieError = (code: number, msg: string): object => ({ code, msg, data: null })
const evolinkError = (code: number, message: string): object => ({
  error: { code, message, type: 'invalid_request_error' },
})

export const wires: Readonly<Record<ProviderName, Wire>> = {
  kie: {
    createPath: '/api/v1/jobs/createTask',
    balancePath: '/api/v1/chat/credit',
    taskPath: '/api/v1/jobs/recordInfo?taskId=',
    price: 60,
    taskId: 'a1b2c3d4e5f60718293a4b5c6d7e8f90',
    accepted: (taskId) => ({ code: 200, msg: 'success', data: { taskId } }),
    error: kieError,
    refusal: { status: 422, body: kieError(422, 'Parameter validation failed') },
    balance: (data) => ({ code: 200, msg: 'success', data }),
    task: (taskId, state, link) => ({
      code: 200,
      msg: 'success',
      data: {
        ...{ taskId, state, model: 'wan/2-5-text-to-video', param: '{}', failCode: null, failMsg: null },
        ...{ resultJson: JSON.stringify({ resultUrls: [link] }), costTime: 1_000 },
        ...{ createTime: 1_796_036_965_800, completeTime: 1_796_036_966_800 },
      },
    }),
    states: ['success', 'fail', 'generating'],
    isOrder: (body) => {
      const { model, input } = recordOf(body)
      const { prompt, image_url, duration, resolution, aspect_ratio } = recordOf(input)
      const isOfImage = model === 'wan/2-5-image-to-video'
      return (
        (model === 'wan/2-5-text-to-video' || (isOfImage && isText(image_url, 500))) &&
        isText(prompt, 800) &&
        isOneOf(duration, '5', '10') &&
        isOneOf(resolution, '720p', '1080p') &&
        (isOfImage || isOneOf(aspect_ratio, '16:9', '9:16', '1:1'))
      )
    },
  },
  evolink: {
    createPath: '/v1/videos/generations',
    balancePath: '/v1/credits',
    taskPath: '/v1/tasks/',
    price: 2.5,
    taskId: 'task-unified-1796036807-1hz84hwj',
    accepted: (id, credits_reserved) => ({
      ...{ id, created: 1_796_036_807, model: 'wan2.5-text-to-video', object: 'video.generation.task' },
      ...{ progress: 0, status: 'pending', task_info: { can_cancel: true }, type: 'video' },
      usage: { billing_rule: 'per_second', credits_reserved, user_group: 'default' },
    }),
    error: evolinkError,
    refusal: { status: 400, body: evolinkError(400, 'Invalid request format') },
    balance: (remaining_credits) => ({
      success: true,
      message: '',
      data: {
        token: { remaining_credits, used_credits: 0, unlimited_credits: false },
        user: { remaining_credits, used_credits: 0 },
      },
    }),
    task: (id, status, link) => ({
      ...{ id, created: 1_796_036_807, model: 'wan2.5-text-to-video', object: 'video.generation.task' },
      ...{ progress: 100, status, results: [link], task_info: { can_cancel: false }, type: 'video' },
    }),
    states: ['completed', 'failed', 'processing'],
    isOrder: (body) => {
      const { model, prompt, quality, duration, aspect_ratio, prompt_extend, callback_url } = recordOf(body)
      return (
        model === 'wan2.5-text-to-video' &&
        isText(prompt, 2_000) &&
        isOneOf(quality, '480p', '720p', '1080p') &&
        isOneOf(duration, 5, 10) &&
        isOneOf(aspect_ratio, '16:9', '9:16', '1:1') &&
        isOneOf(prompt_extend, true, false) &&
        (callback_url === undefined || isText(callback_url, 2_048))
      )
    },
  },
}
