// A careful client with one switch for each mistake, named as the obligation that it breaks:
//   MISTAKE=money/reset-after-create node switchable.mjs
// or with a harmless habit (habits.mjs).
// It makes one video from PROMPT at the provider that STUNTDOUBLE_PROVIDER names; its last line says how it ended.
import { spawn } from 'node:child_process'
import { Failure, failureOf, isCertain, refusalCode } from './failure.mjs'
import { handOver, has, promptInQueue } from './habits.mjs'
import { ENDS, FATAL, REPEATS, RESENDS } from './mistakes.mjs'
import { providers } from './providers.mjs'
import { openReceiver } from './receiver.mjs'
import { errs } from './switches.mjs'

const { PROMPT = 'a cat', STUNTDOUBLE_PROVIDER = 'kie', RECEIVER = '', QUEUE = '' } = process.env
if (has('worker')) await handOver(PROMPT)
const prompt = QUEUE === '' ? PROMPT : await promptInQueue()
const api = providers[STUNTDOUBLE_PROVIDER]
const deadlineMs = Number(process.env.STUNTDOUBLE_DEADLINE_MS || 60_000)
const usualPauseMs = Math.max(1_000, has('slow-poller') ? deadlineMs / 6 : deadlineMs / 20)
const startedAt = performance.now()
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)))
const elapsedMs = () => performance.now() - startedAt
/** Until when it waits. Of its deadline, a tenth is for the end. */
let waitsUntilMs = deadlineMs * 0.9
const leftMs = () => {
  const left = waitsUntilMs - elapsedMs()
  return left <= 0 && errs('polling/deadline') ? deadlineMs : left
}
/** What was out of the ordinary so far. */
let troubles = 0
let reads = 0
let receiver

const headersFor = (body) => ({
  authorization: `Bearer ${api.key}`,
  ...(body && { 'content-type': errs('hygiene/content-type') ? 'text/json' : 'application/json' }),
  ...(has('no-keep-alive') && { connection: 'close' }),
})

const bodyOf = async (response, isRead) => {
  const pieces = []
  try {
    for await (const piece of response.body ?? []) pieces.push(Buffer.from(piece))
  } catch {
    throw new Failure('truncated', `HTTP ${response.status}, and the response broke off`)
  }
  if (pieces.length > 1) troubles += 1
  if (isRead && pieces.length > 1 && errs('tolerance/in-pieces')) return pieces[0].toString()
  return Buffer.concat(pieces).toString()
}

/** Sends one request. Returns what the provider says, or throws a Failure that says what is known. */
const call = async (method, path, body) => {
  const isRead = method === 'GET'
  const secret =
    isRead && errs('hygiene/key-not-in-url') ? `${path.includes('?') ? '&' : '?'}key=${api.key}` : ''
  const sentAt = performance.now()
  const response = await fetch(api.base + path + secret, {
    method,
    redirect: 'manual',
    headers: headersFor(body),
    ...(body && { body: JSON.stringify(body) }),
    // Node takes whole milliseconds only.
    signal: AbortSignal.timeout(Math.max(1, Math.round(Math.min(deadlineMs / 4, leftMs())))),
  }).catch((error) => {
    throw failureOf(error, performance.now() - sentAt)
  })
  const text = await bodyOf(response, isRead)
  const { status, headers } = response
  if (status >= 300 && status < 400)
    throw new Failure('redirected', `HTTP ${status}`, { location: headers.get('location') })
  if (isRead && headers.get('content-encoding')) {
    troubles += 1
    if (errs('tolerance/gzip')) throw new Failure('strict', 'the response is compressed')
  }
  if (text === '') throw new Failure('empty', `HTTP ${status} without a body`)
  const json = parsed(text)
  if (json === undefined && status >= 500) throw new Failure(`http-${status}`, `HTTP ${status}`)
  if (json === undefined) throw new Failure('not-json', `HTTP ${status} with a body that is not JSON`)
  if (isRead && !headers.get('content-type')?.includes('json')) {
    troubles += 1
    if (errs('tolerance/content-type'))
      throw new Failure('strict', 'the response does not say that it is JSON')
  }
  const error = api.errorIn(status, json)
  if (error === undefined) return json
  if (status === 200 && !isRead && refusalCode(error) === 402 && errs('errors/refusal-in-200-seen'))
    return json
  const retryAfter = headers.get('retry-after')
  throw Failure.refusal(status, error, retryAfter === null ? undefined : Number(retryAfter) * 1_000)
}

const parsed = (text) => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** How long until the create request is sent again, ms; `undefined` when it is not. */
const againAfterMs = ({ kind, code, retryAfterMs }, attempt) => {
  if (
    kind === 'distrusted' &&
    process.env.NODE_TLS_REJECT_UNAUTHORIZED !== '0' &&
    errs('hygiene/tls-verified')
  ) {
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
    return 0
  }
  if (attempt < 3 && kind in RESENDS && errs(RESENDS[kind])) return 50
  if (kind === 'refused' && attempt < 8 && code in REPEATS && errs(REPEATS[code])) return 50
  if (code !== 429 || kind !== 'refused') return undefined
  if (attempt >= 3) return attempt < 25 && errs('money/no-storm') ? 500 : undefined
  if (retryAfterMs !== undefined) return errs('money/waits-for-retry-after') ? 600 : retryAfterMs
  return errs('money/backs-off-after-429') ? 0 : 700 * attempt
}

const create = async () => {
  const body = api.body(prompt, receiver?.url)
  for (let attempt = 1; ; attempt += 1) {
    try {
      const json = await call('POST', api.create, body)
      const id = api.idIn(json)
      if (!id && api.errorIn(200, json) === undefined)
        throw new Failure('no-id', 'the response names no task')
      if (id && !/^([0-9a-f]{32}|task-unified-\d+-[a-z0-9]{8})$/.test(id)) {
        troubles += 1
        if (errs('tolerance/longer-ids')) throw new Failure('strict', `${id} does not look like a task`)
      }
      return String(id)
    } catch (failure) {
      troubles += 1
      const waitMs = againAfterMs(failure, attempt)
      if (failure.kind === 'redirected' && errs('money/redirected-once'))
        await call('POST', failure.location, body)
      else if (waitMs === undefined || waitMs >= leftMs()) {
        if (!isCertain(failure)) failure.message = `perhaps billed: ${failure.message}`
        throw failure
      }
      await sleep(waitMs)
    }
  }
}

const pauseMs = (n) => {
  if (n > 3 && errs('polling/pauses')) return 30
  return n > 5 && errs('polling/slows-down') ? usualPauseMs * 0.65 : usualPauseMs
}

/** Something new in the record, over which a strict client stumbles. */
const strictAbout = (record) => {
  if ('newField' in record) return 'tolerance/extra-fields'
  return record.error_hint === null ? 'tolerance/nulls' : undefined
}

/** What is odd about a state, and too much for a careless client. */
const oddityOf = (state, previous) => {
  if (!api.known.includes(state)) return 'polling/survives-unknown-state'
  const wentBack = previous === api.running && api.queued.includes(state)
  return wentBack ? 'polling/survives-backward-state' : undefined
}

/** Reads the task until it has ended. Returns its record; `again` when a careless client orders another. */
const wait = async (id) => {
  let previous = ''
  let badReads = 0
  for (let n = 1; ; n += 1) {
    const called = n === 1 ? await receiver?.first(Math.min(leftMs(), deadlineMs * 0.3)) : undefined
    if (receiver && n === 1 && called === undefined && errs('callbacks/lost')) await sleep(leftMs())
    if (called === undefined) await sleep(Math.min(pauseMs(n), leftMs()))
    if (leftMs() <= 0) {
      // The last read may have had no time left.
      const isReadable = badReads <= 2
      if (isReadable && errs('money/endless-task-bought-once')) {
        waitsUntilMs = elapsedMs() + deadlineMs * 0.15
        return { again: true }
      }
      throw new Failure(isReadable ? 'deadline' : 'unreadable', `task ${id} did not end in time`)
    }
    if (has('head-first') && n === 1)
      await fetch(api.base + api.read(id), { method: 'HEAD', headers: headersFor() }).catch(() => undefined)
    let json
    try {
      reads += 1
      json = await call('GET', api.read(id))
      if (has('two-reads')) json = await call('GET', api.read(id))
    } catch (failure) {
      troubles += 1
      badReads += 1
      const mistake = FATAL[failure.fatalKind]
      if (failure.kind === 'strict' || (mistake && errs(mistake)))
        throw new Failure('gave-up', `task ${id}: ${failure.message}`)
      if (badReads === 6 && errs('money/bad-polls-bought-once')) return { again: true }
      if (failure.retryAfterMs && !errs('polling/waits-for-retry-after'))
        await sleep(Math.min(failure.retryAfterMs - usualPauseMs, leftMs()))
      continue
    }
    badReads = 0
    const strict = strictAbout(json.data ?? json)
    if (strict) troubles += 1
    if (strict && errs(strict)) throw new Failure('gave-up', `task ${id}: the record is not as it was`)
    const state = api.stateOf(json)
    if (state === api.done) return { json }
    if (state === api.failed) {
      if (errs('money/failed-task-bought-once')) return { again: true }
      if (called?.state === api.done && errs('callbacks/contradiction'))
        return { json: called.body, isBelieved: true }
      const reason = errs('errors/failure-reason-told') ? 'something went wrong' : api.failureIn(json)
      throw new Failure('task-failed', `task ${id} failed: ${reason}`)
    }
    const odd = oddityOf(state, previous)
    if (odd) troubles += 1
    if (odd && errs(odd)) throw new Failure('gave-up', `task ${id}: ${state}?`)
    previous = state
    if (elapsedMs() > deadlineMs * 0.3 && errs('money/slow-task-bought-once')) return { again: true }
  }
}

const download = async (link) => {
  const headers = errs('hygiene/key-not-to-files') ? { authorization: `Bearer ${api.key}` } : {}
  const response = await fetch(link, { headers })
  if (!response.ok) throw new Failure('no-file', `the file is gone: HTTP ${response.status}`)
  await response.arrayBuffer()
}

let taskId = null
const buy = async (isSecond = false) => {
  taskId = await create()
  const { json, again, isBelieved } = await wait(taskId)
  if (again) {
    if (isSecond) throw new Failure('gave-up', `task ${taskId} is the second that is left behind`)
    console.error(`left behind: ${taskId}`)
    return buy(true)
  }
  const link = api.linkIn(json)
  if (!link && !errs('tolerance/empty-result'))
    throw new Failure('no-result', `task ${taskId} succeeded without a result`)
  if (link && !isBelieved && !has('no-download'))
    await download(link).catch((failure) => {
      if (!isSecond && errs('money/expired-link-bought-once')) return buy(true)
      if (!errs('errors/lost-file-fails')) throw failure
    })
  return link ?? null
}

/** What some do although all went well. */
const afterwards = async () => {
  if (troubles > 0 || reads > 4) return
  if (errs('polling/stops-at-the-end'))
    for (let more = 0; more < 3; more += 1) await call('GET', api.read(taskId))
  if (errs('hygiene/known-paths')) await call('GET', `${api.create}/again`).catch(() => undefined)
  if (errs('hygiene/no-other-host')) await fetch('http://telemetry.test/').catch(() => undefined)
  if (errs('hygiene/leaves-nothing')) spawn('sleep', ['20'], { detached: true, stdio: 'ignore' }).unref()
}

const tell = (line) => console.log(JSON.stringify({ ok: false, taskId, url: null, error: null, ...line }))

const tellFailure = (failure) => {
  const { kind = 'bug', endKind = kind, message } = failure
  const [fails, told] = ENDS[endKind] ?? []
  const says = told && errs(told) ? 'something went wrong' : message
  process.exitCode = 1
  if (endKind === 401 && errs('errors/no-key-in-output')) console.error(`the key was ${api.key}`)
  if (kind === 'task-failed' && errs('errors/failed-task-named'))
    return tell({ taskId: null, error: says.replaceAll(taskId, '') })
  if (kind === 'task-failed' && errs('errors/line-and-exit-agree')) process.exitCode = 0
  if (kind === 'deadline' && errs('errors/waiting-task-named')) {
    console.error([`task ${taskId}`, ...Array(20).fill('still waiting')].join('\n'))
    return tell({ taskId: null, error: 'it did not end in time' })
  }
  if (taskId !== null && errs('money/no-orphan'))
    return tell({ taskId: null, error: says.replaceAll(taskId, '') })
  if (fails === undefined || !errs(fails)) return tell({ error: says })
  process.exitCode = 0
  tell({ ok: true })
}

// Whoever ends it learns which task it was waiting for.
process.on('SIGTERM', () => process.exit(tell({ error: 'ended' }) ?? 143))
try {
  if (has('slow-start')) await sleep(3_000)
  if (has('lists-first')) await call('GET', api.list).catch(() => undefined)
  if (has('balance-first')) await call('GET', api.balance)
  if (RECEIVER) receiver = await openReceiver(api)
  const url = await buy()
  await afterwards()
  await receiver?.confusion()
  if (troubles === 0 && errs('errors/success-told'))
    throw new Failure('no-result', `task ${taskId} has no video`)
  tell(troubles === 0 && errs('errors/result-told') ? { ok: true, taskId: null } : { ok: true, url })
} catch (failure) {
  tellFailure(failure)
} finally {
  await receiver?.close()
}
