import type { Logger } from '../settings.ts'
import type { FailedTask, SucceededTask, Task } from '../task.ts'
import { type FastifyLike, fastifyPlugin } from './fastify.ts'
import { fetchHandler, type RequestLike, type ResponseHere } from './fetch.ts'
import { type Incoming, isTooLong, type Receive } from './incoming.ts'
import { type NodeRequestLike, type NodeResponseLike, nodeListener } from './node.ts'
import { Turnstile } from './turnstile.ts'

/** Why a callback was ignored. */
export type Ignored = 'foreign' | 'repeated' | 'not-finished'

/** Remembers which tasks were handled. Put one over your database to survive restarts. */
export interface SeenTasks {
  /** Claims a task, once: false if it has been claimed already. */
  take(taskId: string): boolean | Promise<boolean>
  /** Releases it: handling it failed. */
  release(taskId: string): void | Promise<void>
}

export interface ReceiverOptions {
  /** Called once per task, with what the provider returns when asked, not with what the callback says. */
  readonly onTask: (task: SucceededTask | FailedTask) => void | Promise<void>
  /**
   * Whether we created this task. Without it every callback costs a read, and a task that the provider does not know is
   * foreign.
   */
  readonly isOurs?: (taskId: string) => boolean | Promise<boolean>
  readonly seen?: SeenTasks
  readonly onIgnored?: (taskId: string, why: Ignored) => void
  /** The read failed, or `onTask` threw. The provider has its 200 already, so wait for the task instead. */
  readonly onError?: (error: unknown, taskId: string) => void
}

/** What a receiver needs of the client. */
export interface CallbackTools {
  /** Returns the id of the task. @throws when the body names none */
  readonly taskIdIn: (body: unknown) => string
  /** Whether the signature is good; true where callbacks are not signed. */
  readonly isGenuine: (incoming: Incoming) => boolean
  readonly read: (taskId: string) => Promise<Task>
  readonly logger: Logger
}

/**
 * How many callbacks are handled at the same time, and how many may wait: forged ones must not become a flood of reads.
 */
const MOST_AT_ONCE = 8
const MOST_WAITING = 1_000

/**
 * Responds to callbacks at once and handles them afterwards: providers wait 10 to 15 s and then send again. A callback
 * is only a hint, so the task is read before `onTask` is called. It is not the only way to learn of an end: callbacks
 * get lost, so keep waiting too.
 */
export class CallbackReceiver {
  readonly #tools: CallbackTools
  readonly #options: ReceiverOptions
  readonly #seen: SeenTasks
  readonly #turnstile = new Turnstile(MOST_AT_ONCE, MOST_WAITING)
  readonly #waiting = new Set<string>()

  constructor(tools: CallbackTools, options: ReceiverOptions) {
    this.#tools = tools
    this.#options = options
    this.#seen = options.seen ?? rememberedTasks()
  }

  /**
   * Takes one callback and returns the status to respond with, at once. The rest happens in the background. `body` may
   * be the bytes, their text or the parsed JSON.
   */
  receive(incoming: Incoming): number {
    const { method, body } = incoming
    if (method !== 'POST') return 405
    if (isTooLong(body)) return 413
    let taskId: string
    try {
      taskId = this.#tools.taskIdIn(body)
    } catch {
      // The provider sends it again, perhaps whole this time.
      return 400
    }
    if (!this.#tools.isGenuine(incoming)) return 401
    if (this.#waiting.has(taskId)) {
      this.#report(() => this.#options.onIgnored?.(taskId, 'repeated'))
      return 200
    }
    if (this.#turnstile.isFull) return 503
    this.#waiting.add(taskId)
    this.#turnstile.pass(() => this.#deal(taskId).finally(() => this.#waiting.delete(taskId)))
    return 200
  }

  /** Resolves when everything received so far has been handled. */
  settled(): Promise<void> {
    return this.#turnstile.idle()
  }

  /** For `http.createServer(receiver.node)`, Express and Connect. */
  get node(): (request: NodeRequestLike, response: NodeResponseLike) => void {
    return nodeListener(this.#receive)
  }

  /** For Hono, Next.js, Deno, Bun and anything else that uses `Request` and `Response`. */
  get fetch(): (request: RequestLike) => Promise<ResponseHere> {
    return fetchHandler(this.#receive)
  }

  /** For `app.register(receiver.fastify, { path: '/callbacks/kie' })`. */
  get fastify(): (app: FastifyLike, options: { readonly path?: string }, done: () => void) => void {
    return fastifyPlugin(this.#receive)
  }

  readonly #receive: Receive = (incoming) => this.receive(incoming)

  async #deal(taskId: string): Promise<void> {
    try {
      const { isOurs, onIgnored } = this.#options
      const ignore = (why: Ignored) => this.#report(() => onIgnored?.(taskId, why))
      if (isOurs && !(await isOurs(taskId))) return ignore('foreign')
      if (!(await this.#seen.take(taskId))) return ignore('repeated')
      const why = await this.#dealOnce(taskId).catch(async (error: unknown) => {
        await this.#seen.release(taskId)
        throw error
      })
      if (why === undefined) return
      await this.#seen.release(taskId)
      ignore(why)
    } catch (error) {
      this.#report(() => this.#options.onError?.(error, taskId))
    }
  }

  /** Calls a function of the user that nobody waits for: what it throws must not end the process. */
  #report(tell: () => unknown): void {
    const warn = (error: unknown): void =>
      this.#tools.logger.warn?.(`a callback hook threw: ${String(error)}`)
    try {
      Promise.resolve(tell()).catch(warn)
    } catch (error) {
      warn(error)
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
      return await this.#tools.read(taskId)
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
