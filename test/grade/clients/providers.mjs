const { KIE_API_KEY, EVOLINK_API_KEY } = process.env

const kie = {
  base: 'https://api.kie.ai',
  key: KIE_API_KEY,
  create: '/api/v1/jobs/createTask',
  balance: '/api/v1/chat/credit',
  list: '/api/v1/models',
  body: (prompt, callback) => ({
    model: 'wan/2-5-text-to-video',
    ...(callback && { callBackUrl: callback }),
    input: { prompt, duration: '5', resolution: '720p' },
  }),
  read: (id) => `/api/v1/jobs/recordInfo?taskId=${id}`,
  idIn: ({ data }) => data?.taskId,
  errorIn: (_status, { code, msg }) => (code === 200 ? undefined : { code, message: msg }),
  stateOf: ({ data }) => data?.state,
  done: 'success',
  failed: 'fail',
  running: 'generating',
  queued: ['waiting', 'queuing'],
  known: ['waiting', 'queuing', 'generating', 'success', 'fail'],
  linkIn: ({ data }) => JSON.parse(data?.resultJson || '{}').resultUrls?.[0],
  failureIn: ({ data }) => `${data?.failCode} ${data?.failMsg}`,
  callbackId: ({ data }) => data?.taskId,
  webhookKey: process.env.KIE_WEBHOOK_HMAC_KEY,
}

const evolink = {
  base: 'https://api.evolink.ai',
  key: EVOLINK_API_KEY,
  create: '/v1/videos/generations',
  balance: '/v1/credits',
  list: '/v1/tasks',
  body: (prompt, callback) => ({
    model: 'wan2.5-text-to-video',
    prompt,
    duration: 5,
    quality: '720p',
    ...(callback && { callback_url: callback }),
  }),
  read: (id) => `/v1/tasks/${id}`,
  idIn: ({ id }) => id,
  errorIn: (status, { id, error }) =>
    error && !id
      ? { code: error.code, message: error.message }
      : status >= 300
        ? { code: status }
        : undefined,
  stateOf: ({ status }) => status,
  done: 'completed',
  failed: 'failed',
  running: 'processing',
  queued: ['pending'],
  known: ['pending', 'processing', 'completed', 'failed'],
  linkIn: ({ results }) => results?.[0],
  failureIn: ({ error }) => `${error?.code} ${error?.message}`,
  callbackId: ({ id }) => id,
}

export const providers = { kie, evolink }
