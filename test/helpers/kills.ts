import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRandom } from '../../src/basics/chance/random.ts'
import { spawnStart } from './command.ts'
import { startReceiver } from './receiver.ts'
import { ask, EVOLINK_MODEL, type Json, KIE_MODEL } from './simulator.ts'

/** Kills a simulator under load, again and again, and looks whether anything is missing afterwards. */
export interface KillOptions {
  readonly times: number
  readonly seed: number
  readonly isDurable: boolean
  /** The most create requests that are answered before a process is killed. */
  readonly mostAnswers: number
}

export interface KillReport {
  readonly kills: number
  readonly answered: number
  readonly lost: number
  /** How long before the kill the oldest task was answered that is missing, real ms. */
  readonly oldestLostMs: number
  /** How long it took to read what was there, at most, real ms. */
  readonly slowestStartMs: number
  /** What must never be, a sentence each. */
  readonly problems: readonly string[]
}

const KEYS = ['sk-first-key-1234567', 'sk-second-key-1234567', 'stunt.happy.third']
/** How many requests are under way per key. */
const AT_ONCE = 3
const CREDITS = 1e12

interface Created {
  readonly key: string
  readonly answeredAt: number
}

const createOne = async (url: string, key: string, nth: number, callback: string): Promise<string> => {
  const isKie = nth % 2 === 0
  const { json } = isKie
    ? await ask('POST', `${url}/api/v1/jobs/createTask`, {
        key,
        body: { model: KIE_MODEL, callBackUrl: callback, input: { prompt: `number ${nth}` } },
      })
    : await ask('POST', `${url}/v1/videos/generations`, {
        key,
        body: { model: EVOLINK_MODEL, callback_url: callback, prompt: `number ${nth}` },
      })
  return isKie ? json.data.taskId : json.id
}

/** Creates tasks until the process is gone. @param answered called with each task's id; false ends it */
const loadWith = async (
  url: string,
  callback: string,
  answered: (id: string, key: string) => boolean,
): Promise<void> => {
  let nth = 0
  const client = async (key: string): Promise<void> => {
    for (;;) {
      try {
        if (!answered(await createOne(url, key, nth++, callback), key)) return
      } catch {
        return
      }
    }
  }
  await Promise.all(KEYS.flatMap((key) => Array.from({ length: AT_ONCE }, () => client(key))))
}

const itemsOf = async (url: string, list: string, key: string): Promise<readonly Json[]> =>
  (await ask('GET', `${url}/__stuntdouble/${list}`, { key })).json.items

export const killAgainAndAgain = async ({
  times,
  seed,
  isDurable,
  mostAnswers,
}: KillOptions): Promise<KillReport> => {
  const random = createRandom(seed, 'kills')
  const folder = mkdtempSync(join(tmpdir(), 'stuntdouble-kills-'))
  await using receiver = await startReceiver()
  const problems: string[] = []
  /** Every task that was answered and has not been found missing. */
  const known = new Map<string, Created>()
  const shownAt = new Map<string, number>()
  const report = { kills: 0, answered: 0, lost: 0, oldestLostMs: 0, slowestStartMs: 0 }
  let killedAt = 0

  const started = () =>
    spawnStart(
      [
        '--port',
        '0',
        '--state',
        folder,
        '--quiet',
        '--queue',
        '0',
        '--run',
        '20ms',
        '--credits',
        `${CREDITS}`,
      ]
        .concat(['--task-max', '10000000', '--journal-max', '100000'])
        .concat(isDurable ? ['--durable'] : [])
        .concat(report.kills === 0 ? ['--seed', `${seed}`] : []),
    )

  const checkAccount = async (url: string, key: string): Promise<void> => {
    const tasks = await itemsOf(url, 'tasks', key)
    const ids = new Set(tasks.map(({ id }) => String(id)))
    if (ids.size !== tasks.length) problems.push(`kill ${report.kills}: two tasks have the same id`)
    for (const [id, { key: owner, answeredAt }] of known) {
      if (owner !== key || ids.has(id)) continue
      known.delete(id)
      report.lost += 1
      report.oldestLostMs = Math.max(report.oldestLostMs, killedAt - answeredAt)
      if (isDurable) problems.push(`kill ${report.kills}: task ${id} is lost`)
    }
    const [account] = await itemsOf(url, 'accounts', key)
    const spent = tasks.reduce((sum, { cost }) => sum + cost, 0)
    if (account?.credits !== CREDITS - spent)
      problems.push(
        `kill ${report.kills}: ${CREDITS - account?.credits} credits are gone, tasks cost ${spent}`,
      )
    if (account?.now < (shownAt.get(key) ?? 0))
      problems.push(`kill ${report.kills}: the clock of ${key} went back`)
    shownAt.set(key, account?.now)
  }

  const check = async ({ url, ready }: Awaited<ReturnType<typeof started>>): Promise<void> => {
    if (ready.seed !== seed) problems.push(`kill ${report.kills}: the seed is ${ready.seed}`)
    const { tookMs = 0 } = (ready.restored ?? {}) as { readonly tookMs?: number }
    report.slowestStartMs = Math.max(report.slowestStartMs, tookMs)
    for (const key of KEYS) await checkAccount(url, key)
  }

  try {
    for (; report.kills < times; report.kills += 1) {
      const double = await started()
      await check(double)
      const enough = 1 + Math.floor(random.fraction('answers', report.kills) * mostAnswers)
      let answers = 0
      await loadWith(double.url, receiver.url, (id, key) => {
        answers += 1
        report.answered += 1
        if (known.has(id)) problems.push(`kill ${report.kills}: ${id} was given out twice`)
        known.set(id, { key, answeredAt: performance.now() })
        if (answers === enough) {
          killedAt = performance.now()
          void double.stop('SIGKILL')
        }
        return answers < enough
      })
      await double.stop('SIGKILL')
    }
    await using double = await started()
    await check(double)
    await allCalledBack(double.url, receiver, known, problems)
    return { ...report, problems }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Waits until no callback is under way, and looks whether each task that is there has had one. */
const allCalledBack = async (
  url: string,
  receiver: Awaited<ReturnType<typeof startReceiver>>,
  known: ReadonlyMap<string, Created>,
  problems: string[],
): Promise<void> => {
  const idIn = (body: string): string => {
    const { id, data } = JSON.parse(body)
    return id ?? data.taskId
  }
  const missing = (): readonly string[] => {
    const called = new Set(receiver.requests.map(({ body }) => idIn(body)))
    return [...known.keys()].filter((id) => !called.has(id))
  }
  for (let looks = 0; missing().length > 0 && looks < 200; looks += 1)
    await ask('GET', `${url}/__stuntdouble/deliveries?state=delivered&wait=100ms&limit=1000000`, {
      key: null,
    })
  const without = missing()
  if (without.length > 0) problems.push(`${without.length} tasks had no callback, such as ${without[0]}`)
}
