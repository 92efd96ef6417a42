// A careful client in one file, with one switch per mistake: MISTAKE=resend-on-reset node switchable.mjs
// It makes one video from PROMPT at the provider that STUNTDOUBLE_PROVIDER names, and tells in its last line how it ended.
import { createServer } from 'node:http'

const { PROMPT = 'a cat', STUNTDOUBLE_PROVIDER = 'kie', MISTAKE = '', HABIT = '' } = process.env
const deadlineMs = Number(process.env.STUNTDOUBLE_DEADLINE_MS || 60_000)
const startedAt = performance.now()
const has = (mistake) => MISTAKE.split(',').includes(mistake)
const leftMs = () =>
  has('no-deadline') ? Number.POSITIVE_INFINITY : deadlineMs * 0.9 - (performance.now() - startedAt)
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)))

const kie = {
  base: 'https://api.kie.ai',
  key: process.env.KIE_API_KEY,
  create: '/api/v1/jobs/createTask',
  balance: '/api/v1/chat/credit',
  body: (callback) => ({
    model: 'wan/2-5-text-to-video',
    ...(callback && { callBackUrl: callback }),
    input: { prompt: PROMPT, duration: '5', resolution: '720p' },
  }),
  read: (id) => `/api/v1/jobs/recordInfo?taskId=${id}`,
  idIn: ({ data }) => data?.taskId,
  errorIn: (_status, json) => (json.code === 200 ? undefined : { code: json.code, message: json.msg }),
  stateOf: ({ data }) => data?.state,
  done: 'success',
  failed: 'fail',
  known: ['waiting', 'queuing', 'generating', 'success', 'fail'],
  linkIn: ({ data }) => JSON.parse(data?.resultJson || '{}').resultUrls?.[0],
  failureIn: ({ data }) => `${data?.failCode} ${data?.failMsg}`,
  callbackId: ({ data }) => data?.taskId,
}
const evolink = {
  base: 'https://api.evolink.ai',
  key: process.env.EVOLINK_API_KEY,
  create: '/v1/videos/generations',
  balance: '/v1/credits',
  body: (callback) => ({
    model: 'wan2.5-text-to-video',
    prompt: PROMPT,
    duration: 5,
    quality: '720p',
    ...(callback && { callback_url: callback }),
  }),
  read: (id) => `/v1/tasks/${id}`,
  idIn: ({ id }) => id,
  errorIn: (_status, json) =>
    json.error && !json.id ? { code: json.error.code, message: json.error.message } : undefined,
  stateOf: ({ status }) => status,
  done: 'completed',
  failed: 'failed',
  known: ['pending', 'processing', 'completed', 'failed'],
  linkIn: ({ results }) => results?.[0],
  failureIn: ({ error }) => `${error?.code} ${error?.message}`,
  callbackId: ({ id }) => id,
}
const api = STUNTDOUBLE_PROVIDER === 'kie' ? kie : evolink
const base = has('wrong-prefix') ? `${api.base}/v9` : api.base
if (has('tls-off')) process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'

class Doubt extends Error {}
class Refused extends Error {
  constructor(status, message, retryAfterMs) {
    super(`HTTP ${status}: ${message}`)
    Object.assign(this, { status, retryAfterMs })
  }
}

const call = async (method, path, body) => {
  const timeoutMs = Math.min(
    has('resend-on-timeout') ? deadlineMs / 8 : deadlineMs / 4,
    Math.max(1, leftMs()),
  )
  const url = base + path + (has('key-in-url') ? `${path.includes('?') ? '&' : '?'}key=${api.key}` : '')
  const response = await fetch(url, {
    method,
    redirect: has('follow-redirect') ? 'follow' : 'manual',
    headers: {
      authorization: `Bearer ${api.key}`,
      ...(body && { 'content-type': has('wrong-content-type') ? 'text/plain' : 'application/json' }),
      ...(HABIT === 'no-keep-alive' && { connection: 'close' }),
      ...(has('refuses-gzip') && { 'accept-encoding': 'gzip' }),
    },
    ...(body && { body: JSON.stringify(body) }),
    ...(has('no-deadline') ? {} : { signal: AbortSignal.timeout(timeoutMs) }),
  })
  const text = await response.text()
  if (has('refuses-gzip') && response.headers.get('content-encoding')) throw new Doubt('compressed')
  if (has('refuses-content-type') && !response.headers.get('content-type')?.includes('json'))
    throw new Doubt(`not JSON: ${response.headers.get('content-type')}`)
  return { status: response.status, text, headers: response.headers }
}

const jsonOf = ({ status, text }) => {
  try {
    return JSON.parse(text)
  } catch {
    throw new Doubt(`HTTP ${status} with a body that is not JSON`)
  }
}

const refusalIn = ({ status, headers, text }) => {
  if (has('error-in-200') && status === 200) return undefined
  const json = jsonOf({ status, text })
  const error = api.errorIn(status, json) ?? (status >= 300 ? { code: status, message: text } : undefined)
  if (error === undefined) return undefined
  const retryAfter = headers.get('retry-after')
  return new Refused(
    Number(error.code) || status,
    error.message,
    retryAfter === null ? undefined : Number(retryAfter) * 1000,
  )
}

const SURE = [400, 401, 402, 404, 422, 429, 433]
const isSure = (error) => error instanceof Refused && SURE.includes(error.status)

/** Why a careless client would send the create request again. */
const resends = (error, response) => {
  const code = error.cause?.code ?? ''
  const status = response?.status
  return (
    (has('resend-on-reset') && /ECONNRESET|UND_ERR_SOCKET/.test(code) && response === undefined) ||
    (has('resend-on-timeout') && error.name === 'TimeoutError') ||
    (has('resend-on-500') && (status === 500 || (error instanceof Refused && error.status === 500))) ||
    (has('resend-on-503') && status === 503 && response.headers.get('retry-after')) ||
    (has('resend-on-502') && status === 502) ||
    (has('resend-on-504') && status === 504) ||
    (has('resend-on-truncated') &&
      /UND_ERR_SOCKET|terminated/.test(`${code} ${error.message}`) &&
      /terminated/.test(error.message)) ||
    (has('resend-on-bad-json') && error instanceof Doubt && status === 200 && response.text !== '') ||
    (has('resend-on-empty') && status === 200 && response.text === '') ||
    (has('resend-on-idless') && error.message === 'no id') ||
    (has('resend-on-refusal') && isSure(error) && error.status !== 429)
  )
}

const create = async (callback) => {
  for (let attempt = 1; ; attempt += 1) {
    let response
    try {
      response = await call('POST', api.create, api.body(callback))
      const refusal = refusalIn(response)
      if (refusal) throw refusal
      const id = api.idIn(jsonOf(response))
      if (!id) throw new Doubt('no id')
      if (has('strict-ids') && !/^([0-9a-f]{32}|task-unified-\d+-[a-z0-9]{8})$/.test(id))
        throw new Doubt(`odd id ${id}`)
      return id
    } catch (error) {
      const isLimited = error instanceof Refused && error.status === 429
      if (resends(error, response) && attempt < 3) {
        await sleep(50)
        continue
      }
      if (isLimited && attempt < (has('429-hammer') ? 25 : 3)) {
        const waitMs =
          has('429-at-once') || has('429-hammer')
            ? 0
            : has('ignores-retry-after')
              ? Math.min(600, error.retryAfterMs ?? 600 * attempt)
              : (error.retryAfterMs ?? 700 * attempt)
        if (waitMs < leftMs()) {
          await sleep(waitMs)
          continue
        }
      }
      throw isSure(error) || error.cause?.code === 'ECONNREFUSED'
        ? error
        : new Doubt(`the create request may have been billed: ${error.message} ${error.cause?.code ?? ''}`)
    }
  }
}

/** The callbacks that came, and whoever waits for the next. */
const receiver = { url: undefined, next: undefined, close: () => undefined }
const listen = async () => {
  let wake = () => undefined
  const arm = () => {
    receiver.next = new Promise((resolve) => {
      wake = resolve
    })
  }
  arm()
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk) => {
      text += chunk
    })
    request.on('end', async () => {
      const body = JSON.parse(text || '{}')
      const forged = has('believes-forged') ? false : await isForged(request, body)
      if (has('slow-ack')) await sleep(2500)
      response.statusCode = forged
        ? 401
        : has('callback-error')
          ? 500
          : has('refuses-duplicates') && receiver.seen
            ? 409
            : 200
      receiver.seen = true
      response.end()
      if (has('believes-callback')) receiver.believed ??= { body }
      if (has('believes-foreign')) receiver.last = body
      wake()
      arm()
    })
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  receiver.url = `http://127.0.0.1:${server.address().port}/callback`
  receiver.close = () => {
    server.close()
    server.closeAllConnections()
  }
}
const isForged = async (request, body) => {
  const key = process.env.KIE_WEBHOOK_HMAC_KEY
  if (api !== kie || !key) return false
  const { createHmac } = await import('node:crypto')
  const id = api.callbackId(body)
  const expected = createHmac('sha256', key)
    .update(`${id}.${request.headers['x-webhook-timestamp']}`)
    .digest('base64')
  return request.headers['x-webhook-signature'] !== expected
}

const poll = async (id) => {
  let last = ''
  for (let n = 1; leftMs() > 0; n += 1) {
    const pauseMs = has('hot-loop')
      ? 0
      : has('polls-fast')
        ? 300
        : has('speeds-up')
          ? Math.max(1000, 1900 - n * 300)
          : HABIT === 'slow-poller'
            ? deadlineMs / 6
            : Math.min(1000 * 1.2 ** n, 4000)
    await Promise.race([sleep(Math.min(pauseMs, leftMs())), ...(receiver.next ? [receiver.next] : [])])
    if (leftMs() <= 0) break
    if (HABIT === 'head-first' && n === 1)
      await fetch(base + api.read(id), {
        method: 'HEAD',
        headers: { authorization: `Bearer ${api.key}` },
      }).catch(() => undefined)
    if (receiver.believed)
      return { link: api.linkIn(receiver.believed.body) ?? 'https://believed.example/video.mp4' }
    if (has('callback-only') && !receiver.seen) continue
    let response
    try {
      response = await call('GET', api.read(id))
      const refusal = refusalIn(response)
      if (refusal) throw refusal
    } catch (error) {
      const status = error.status ?? response?.status
      const isFatal =
        (has('one-bad-poll') && true) ||
        (has('poll-500-fatal') && status === 500) ||
        (has('poll-502-fatal') && status === 502) ||
        (has('poll-429-fatal') && status === 429) ||
        (has('not-found-fatal') && [404, 422].includes(status) && /not found|null/i.test(error.message)) ||
        (has('poll-reset-fatal') && response === undefined && /fetch failed/.test(error.message)) ||
        (has('poll-truncated-fatal') && /terminated/.test(error.message)) ||
        (has('poll-json-fatal') && error instanceof Doubt && status === 200 && response.text !== '') ||
        (has('poll-empty-fatal') && error instanceof Doubt && status === 200 && response.text === '')
      if (isFatal) throw new Error(`task ${id}: a read failed: ${error.message}`)
      if (error.retryAfterMs && !has('ignores-poll-retry-after'))
        await sleep(Math.min(error.retryAfterMs, leftMs()))
      continue
    }
    const json = jsonOf(response)
    const state = api.stateOf(json)
    if (has('strict-fields') && Object.keys(json.data ?? json).includes('newField'))
      throw new Error(`task ${id}: unknown field`)
    if (
      has('strict-nulls') &&
      Object.values(json.data ?? json).includes(null) &&
      'error_hint' in (json.data ?? json)
    )
      throw new Error(`task ${id}: a field is null`)
    if (state === api.done) {
      if (has('polls-on'))
        for (let more = 0; more < 4; more += 1) await call('GET', api.read(id)).then(() => sleep(600))
      const link = api.linkIn(json)
      if (!link && !has('empty-is-fine')) throw new Error(`task ${id} succeeded without a result`)
      return { link }
    }
    if (state === api.failed) {
      if (has('buys-again-on-failure')) return { again: true }
      throw new Error(`task ${id} failed: ${has('no-reason') ? 'something went wrong' : api.failureIn(json)}`)
    }
    if (has('unknown-state-fails') && !api.known.includes(state))
      throw new Error(`task ${id}: unknown state ${state}`)
    if (has('no-way-back') && last === api.known.at(-3) && state !== last)
      throw new Error(`task ${id} went back to ${state}`)
    last = state
    if (has('short-wait') && performance.now() - startedAt > deadlineMs * 0.3) return { again: true }
  }
  throw new Error(`task ${id} did not end in time; ask for it later`)
}

const download = async (link) => {
  const response = await fetch(link, {
    headers: has('key-to-files') ? { authorization: `Bearer ${api.key}` } : {},
  })
  if (!response.ok) throw new Error(`the file is gone: HTTP ${response.status}`)
  await response.arrayBuffer()
}

let taskId = null
const tell = (value) =>
  console.log(
    JSON.stringify({ ok: false, taskId: has('no-id') ? null : taskId, url: null, error: null, ...value }),
  )
try {
  if (has('calls-elsewhere'))
    await fetch(process.env.ELSEWHERE ?? 'http://telemetry.test/').catch(() => undefined)
  if (HABIT === 'balance-first') await call('GET', api.balance)
  if (has('key-in-output')) console.error(`using key ${api.key}`)
  if (process.env.RECEIVER) await listen()
  taskId = await create(receiver.url)
  if (!has('no-id')) console.error(`task ${taskId}`)
  let { link, again } = await poll(taskId)
  if (again) {
    taskId = await create(receiver.url)
    link = (await poll(taskId)).link
  }
  if (!has('no-download') && link?.startsWith('http') && HABIT !== 'no-download') {
    try {
      await download(link)
    } catch (error) {
      if (!has('buys-again-on-expired')) throw error
      taskId = await create(receiver.url)
      link = (await poll(taskId)).link
    }
  }
  tell({ ok: true, url: has('no-link') ? null : link })
} catch (error) {
  const reason = has('no-reason')
    ? 'something went wrong'
    : `${error.message} ${error.cause?.code ?? ''}`.trim()
  tell({
    ok: has('always-ok'),
    error: has('key-in-error')
      ? `${reason} (key ${api.key})`
      : has('no-id')
        ? reason.replaceAll(taskId ?? ' ', '…')
        : reason,
  })
  process.exitCode = has('exit-zero') || has('always-ok') ? 0 : 1
} finally {
  receiver.close()
  if (has('never-exits')) setInterval(() => undefined, 1000)
}
