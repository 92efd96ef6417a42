import type { CallbackHeaders } from '../providers/provider.ts'
import type { FailedTask, SucceededTask, Task } from '../task.ts'
import type { Callbacks } from './callbacks.ts'
import { type FastifyLike, fastifyPlugin } from './fastify.ts'
import { fetchHandler } from './fetch.ts'
import { nodeListener } from './node.ts'

/** Why a callback led to nothing. */
export type Ignored = 'foreign' | 'repeated' | 'not-finished'

/** Remembers which tasks were dealt with. Put one over your database to survive restarts. */
export interface SeenTasks {
  /** Takes a task, once: false when somebody has taken it already. */
  take(taskId: string): boolean | Promise<boolean>
  /** Gives it back: dealing with it went wrong. */
  release(taskId: string): void | Promise<void>
}

export interface ReceiverOptions {
  /** Called once per task, with what the provider says of it when asked, not with what the callback says. */
  readonly onTask: (task: SucceededTask | FailedTask) => void | Promise<void>
  /** Whether we have asked for this task. Without it every callback costs a read, and a task unknown to the provider is foreign. */
  readonly isOurs?: (taskId: string) => boolean | Promise<boolean>
  readonly seen?: SeenTasks
  readonly onIgnored?: (taskId: string, why: Ignored) => void
  /** The read failed, or `onTask` threw. The callback has been answered, so go on by waiting for the task. */
  readonly onError?: (error: unknown, taskId: string) => void
}

/** One callback as a web framework has it. */
export interface Incoming {
  readonly method: string | undefined
  readonly headers: CallbackHeaders
  readonly body: Uint8Array | string
}

/** Larger than any callback of these providers, bytes. */
export const LONGEST_CALLBACK = 1024 * 1024

/**
 * Answers callbacks at once and deals with them afterwards: providers wait 10 to 15 s and then send again. A callback is a
 * nudge, so the task is read before anybody is told. It is not the only way to learn of an end: callbacks get lost, so keep
 * waiting too.
 */
export class CallbackReceiver {
  readonly #callbacks: Callbacks
  readonly #isSigned: boolean
  readonly #options: ReceiverOptions
  readonly #seen: SeenTasks
  readonly #underWay = new Set<Promise<void>>()

  /** @param isSigned whether callbacks without a good signature are refused */
  constructor(callbacks: Callbacks, isSigned: boolean, options: ReceiverOptions) {
    this.#callbacks = callbacks
    this.#isSigned = isSigned
    this.#options = options
    this.#seen = options.seen ?? rememberedTasks()
  }

  /** The status to answer with, at once. What is to be done goes on by itself. */
  receive({ method, headers, body }: Incoming): number {
    if (method !== 'POST') return 405
    if (Buffer.byteLength(body) > LONGEST_CALLBACK) return 413
    let taskId: string
    try {
      taskId = this.#callbacks.parse(body).taskId
    } catch {
      // The provider sends it again, perhaps in one piece.
      return 400
    }
    if (this.#isSigned && !this.#callbacks.verify({ headers, body }).isVerified) return 401
    const work = this.#deal(taskId).finally(() => this.#underWay.delete(work))
    this.#underWay.add(work)
    return 200
  }

  /** Resolves when everything received so far has been dealt with. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay)
  }

  /** For `http.createServer(receiver.node)`, Express and Connect. */
  get node() {
    return nodeListener(this)
  }

  /** For Hono, Next.js, Deno and whatever else speaks `Request` and `Response`. */
  get fetch() {
    return fetchHandler(this)
  }

  /** For `app.register(receiver.fastify, { path: '/callbacks/kie' })`. */
  get fastify(): (app: FastifyLike, options: { readonly path?: string }, done: () => void) => void {
    return fastifyPlugin(this)
  }

  async #deal(taskId: string): Promise<void> {
    try {
      const { isOurs, onIgnored } = this.#options
      if (isOurs && !(await isOurs(taskId))) return onIgnored?.(taskId, 'foreign')
      if (!(await this.#seen.take(taskId))) return onIgnored?.(taskId, 'repeated')
      const why = await this.#dealOnce(taskId).catch(async (error: unknown) => {
        await this.#seen.release(taskId)
        throw error
      })
      if (why === undefined) return
      await this.#seen.release(taskId)
      onIgnored?.(taskId, why)
    } catch (error) {
      this.#options.onError?.(error, taskId)
    }
  }

  async #dealOnce(taskId: string): Promise<Ignored | undefined> {
    const task = await this.#read(taskId)
    if (task === undefined) return 'foreign'
    switch (task.phase) {
      case 'succeeded':
      case 'failed':
        await this.#options.onTask(task)
        return undefined
      case 'queued':
      case 'running':
      case 'unknown':
        return 'not-finished'
    }
  }

  /** `undefined` for a task that the provider does not know. */
  async #read(taskId: string): Promise<Task | undefined> {
    try {
      return await this.#callbacks.confirm(taskId)
    } catch (error) {
      if ((error as { readonly kind?: unknown }).kind === 'not-found') return undefined
      throw error
    }
  }
}

/** Enough for a day of a busy service; the oldest are forgotten first. */
const MOST_REMEMBERED = 10_000

const rememberedTasks = (): SeenTasks => {
  const taken = new Set<string>()
  return {
    take: (taskId) => {
      if (taken.has(taskId)) return false
      taken.add(taskId)
      for (const oldest of taken) {
        if (taken.size <= MOST_REMEMBERED) break
        taken.delete(oldest)
      }
      return true
    },
    release: (taskId) => void taken.delete(taskId),
  }
}
