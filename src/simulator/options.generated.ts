/** Written by `npm run generate` from the table of settings. */
import type { GivenSettings } from './settings.ts'

/** A scenario that comes with the simulator, or one of your own. */
export type ScenarioName =
  | 'happy'
  | 'slow'
  | 'flaky'
  | 'rate-limited'
  | 'outage'
  | 'out-of-credits'
  | 'moderated'
  | 'retired-model'
  | 'maintenance'
  | 'quota'
  | 'paused'
  | 'key-disabled'
  | 'model-unavailable'
  | 'stuck'
  | 'lost-answers'
  | 'lossy-network'
  | 'callback-chaos'
  | 'late-callbacks'
  | 'expired-links'
  | 'drift'
  | 'chaos'
  | (string & Record<never, never>)

/** Every option of `startSimulator`. A value may be written as a flag has it (`'5s'`, `'20/10s'`); one that is left out has its default. */
export interface SimulatorOptions {
  /**
   * Port to listen on; 0 picks a free one. Value: a port from 0 to 65535. Default: `7357`. Flag: `--port`.
   *
   * @example
   * await startSimulator({ port: 0 })
   */
  readonly port?: GivenSettings['port']
  /**
   * Address to listen on. Value: an address or a host name. Default: `127.0.0.1`. Flag: `--host`.
   *
   * @example
   * await startSimulator({ host: '0.0.0.0' })
   */
  readonly host?: GivenSettings['host']
  /**
   * Behave as documented, or as observed in production. Value: documented or observed. Default: `documented`. Flag: `--profile`.
   *
   * @example
   * await startSimulator({ profile: 'observed' })
   */
  readonly profile?: GivenSettings['profile']
  /**
   * Reproduces every id, delay and fault. Value: a whole number from 0 up. Default: `1`. Flag: `--seed`.
   *
   * @example
   * await startSimulator({ seed: 7 })
   */
  readonly seed?: GivenSettings['seed']
  /**
   * A folder to keep accounts and tasks in, and to go on from at the next start. Value: a folder. Default: none. Flag: `--state`.
   *
   * @example
   * await startSimulator({ state: true })
   */
  readonly state?: GivenSettings['state']
  /**
   * With --state: every new task is on the disk before its create request is answered. Value: true or false. Default: `false`. Flag: `--durable`.
   *
   * @example
   * await startSimulator({ durable: true })
   */
  readonly durable?: GivenSettings['durable']
  /**
   * A manual clock moves only by PUT /__stuntdouble/clock. Value: real or manual. Default: `real`. Flag: `--clock`.
   *
   * @example
   * await startSimulator({ clock: 'manual' })
   */
  readonly clock?: GivenSettings['clock']
  /**
   * What the clock shows at first (default: now; 2026-01-01T00:00:00Z with --clock manual). Value: an ISO time such as 2026-01-01T00:00:00Z. Default: as said. Flag: `--clock-start`.
   *
   * @example
   * await startSimulator({ clockStart: '2026-01-01T00:00:00Z' })
   */
  readonly clockStart?: GivenSettings['clockStart']
  /**
   * How many times faster than real the clock runs. Value: a number above 0, at most 1000000. Default: `1`. Flag: `--speed`.
   *
   * @example
   * await startSimulator({ speed: 60 })
   */
  readonly speed?: GivenSettings['speed']
  /**
   * What moves a task: the clock, its first read, its Nth read, or only the control API. Value: time, immediate, polls:N or manual. Default: `time`. Flag: `--progress`.
   *
   * @example
   * await startSimulator({ progress: 'immediate' })
   */
  readonly progress?: GivenSettings['progress']
  /**
   * Draw queue and run times from the live distributions (minutes). Value: true or false. Default: `false`. Flag: `--realistic`.
   *
   * @example
   * await startSimulator({ realistic: true })
   */
  readonly realistic?: GivenSettings['realistic']
  /**
   * How long a task waits before it runs (default 1s). Value: a duration such as 250ms, 5s, 1s..3s, median=2s,sigma=0.5 or median=2s,p99=10s. A number is in ms. Default: as said. Flag: `--queue`.
   *
   * @example
   * await startSimulator({ queue: '5s' })
   */
  readonly queue?: GivenSettings['queue']
  /**
   * How long a task runs (default 3s). Value: a duration such as 250ms, 5s, 1s..3s, median=2s,sigma=0.5 or median=2s,p99=10s. A number is in ms. Default: as said. Flag: `--run`.
   *
   * @example
   * await startSimulator({ run: '5s' })
   */
  readonly run?: GivenSettings['run']
  /**
   * How long every response takes. Value: a duration such as 250ms, 5s, 1s..3s, median=2s,sigma=0.5 or median=2s,p99=10s. A number is in ms. Default: `0ms`. Flag: `--latency`.
   *
   * @example
   * await startSimulator({ latency: '5s' })
   */
  readonly latency?: GivenSettings['latency']
  /**
   * Share of tasks that fail. Value: a number from 0 to 1. Default: `0`. Flag: `--fail-rate`.
   *
   * @example
   * await startSimulator({ failRate: 0.2 })
   */
  readonly failRate?: GivenSettings['failRate']
  /**
   * Share of calls that get a server error. Value: a number from 0 to 1. Default: `0`. Flag: `--error-rate`.
   *
   * @example
   * await startSimulator({ errorRate: 0.05 })
   */
  readonly errorRate?: GivenSettings['errorRate']
  /**
   * Refuse calls whose fault header, directive or stunt.* key is wrong, instead of noting it. Value: true or false. Default: `false`. Flag: `--strict-faults`.
   *
   * @example
   * await startSimulator({ strictFaults: true })
   */
  readonly strictFaults?: GivenSettings['strictFaults']
  /**
   * Fetch the pictures that create requests name, and fail tasks whose picture is missing, too large or of a wrong type (default: nothing is fetched). Value: true or false. Default: `false`. Flag: `--fetch-images`.
   *
   * @example
   * await startSimulator({ fetchImages: true })
   */
  readonly fetchImages?: GivenSettings['fetchImages']
  /**
   * Credits of a new account, one pool per key over both providers. Value: a number from 0 up. Default: `10000`. Flag: `--credits`.
   *
   * @example
   * await startSimulator({ credits: 100 })
   */
  readonly credits?: GivenSettings['credits']
  /**
   * New tasks per account and provider (default off; 20/10s with --profile observed). Value: a number of create requests per window such as 20/10s, 5/s or off. Default: as said. Flag: `--rate-limit`.
   *
   * @example
   * await startSimulator({ rateLimit: '20/10s' })
   */
  readonly rateLimit?: GivenSettings['rateLimit']
  /**
   * Tasks queued or running at once (default off; 100 with --profile observed). Value: a whole number from 1 up, or off. Default: as said. Flag: `--max-running`.
   *
   * @example
   * await startSimulator({ maxRunning: 5 })
   */
  readonly maxRunning?: GivenSettings['maxRunning']
  /**
   * Where callbacks may go: this machine, what the provider would accept, or anywhere (default local; with an open --host, only hosts of --callback-allow). Value: local, provider or any. Default: as said. Flag: `--callback-policy`.
   *
   * @example
   * await startSimulator({ callbackPolicy: 'provider' })
   */
  readonly callbackPolicy?: GivenSettings['callbackPolicy']
  /**
   * One more host that callbacks may go to under policy local (repeatable). Value: a host or host:port. Default: none. Flag: `--callback-allow`.
   *
   * @example
   * await startSimulator({ callbackAllow: ['receiver.test'] })
   */
  readonly callbackAllow?: GivenSettings['callbackAllow']
  /**
   * How long a move of a manual clock, or a create request with an early callback, waits for a receiver to respond, in real time. Value: a duration such as 250ms, 5s or 2m. A number is in ms. Default: `1s`. Flag: `--receiver-patience`.
   *
   * @example
   * await startSimulator({ receiverPatience: '5s' })
   */
  readonly receiverPatience?: GivenSettings['receiverPatience']
  /**
   * How long Kie waits for a receiver to respond (observed on older models). Value: a duration such as 250ms, 5s or 2m. A number is in ms. Default: `15s`. Flag: `--kie-callback-timeout`.
   *
   * @example
   * await startSimulator({ kieCallbackTimeout: '5s' })
   */
  readonly kieCallbackTimeout?: GivenSettings['kieCallbackTimeout']
  /**
   * The waits before Kie's retries (three observed on older models; the waits are assumed). Value: a list of durations such as 1s,2s,4s or off. A number is in ms. Default: `1s,2s,4s`. Flag: `--kie-callback-retries`.
   *
   * @example
   * await startSimulator({ kieCallbackRetries: ['1s','2s'] })
   */
  readonly kieCallbackRetries?: GivenSettings['kieCallbackRetries']
  /**
   * Signs Kie's callbacks as a configured webhook key does. Value: a secret. Default: none. Flag: `--kie-webhook-key`.
   *
   * @example
   * await startSimulator({ kieWebhookKey: 'secret' })
   */
  readonly kieWebhookKey?: GivenSettings['kieWebhookKey']
  /**
   * The only keys to accept, separated by commas (default: any). Value: a list of keys. Default: as said. Flag: `--api-keys`.
   *
   * @example
   * await startSimulator({ apiKeys: ['key-1','key-2'] })
   */
  readonly apiKeys?: GivenSettings['apiKeys']
  /**
   * What result links start with, for use behind Docker or a proxy. Value: an http or https URL. Default: none. Flag: `--public-base-url`.
   *
   * @example
   * await startSimulator({ publicBaseUrl: 'https://double.test' })
   */
  readonly publicBaseUrl?: GivenSettings['publicBaseUrl']
  /**
   * What to do with a model that no page describes. Value: refuse or accept. Default: `refuse`. Flag: `--unknown-models`.
   *
   * @example
   * await startSimulator({ unknownModels: 'accept' })
   */
  readonly unknownModels?: GivenSettings['unknownModels']
  /**
   * A folder of pages, or of what stuntdouble import --into wrote, to serve too (repeatable). Value: a folder. Default: none. Flag: `--models`.
   *
   * @example
   * await startSimulator({ models: ['pages'] })
   */
  readonly models?: GivenSettings['models']
  /**
   * Read the pages of --models again when they change. Value: true or false. Default: `false`. Flag: `--watch`.
   *
   * @example
   * await startSimulator({ watch: true })
   */
  readonly watch?: GivenSettings['watch']
  /**
   * Scenario of accounts whose key names none; see stuntdouble scenarios. Value: the name of a scenario. Default: `happy`. Flag: `--scenario`.
   *
   * @example
   * await startSimulator({ scenario: 'flaky' })
   */
  readonly scenario?: ScenarioName | undefined
  /**
   * Your own scenarios, by name. Value: an object of scenarios by name. Default: none.
   *
   * @example
   * await startSimulator({ scenarios: {'picky':{'rules':[{'fault':'rate-limited','call':1}]}} })
   */
  readonly scenarios?: GivenSettings['scenarios']
  /**
   * Token that the control API requires; needed when --host is open to other machines. Value: a secret. Default: none. Flag: `--control-token`.
   *
   * @example
   * await startSimulator({ controlToken: 'secret' })
   */
  readonly controlToken?: GivenSettings['controlToken']
  /**
   * One more name by which the providers' APIs may be called while only this machine can (repeatable). Value: the name of a host. Default: none. Flag: `--allow-host`.
   *
   * @example
   * await startSimulator({ allowHost: ['double.test'] })
   */
  readonly allowHost?: GivenSettings['allowHost']
  /**
   * Refuse keys that look like live ones, which are otherwise accepted with a note. Value: true or false. Default: `false`. Flag: `--refuse-live-keys`.
   *
   * @example
   * await startSimulator({ refuseLiveKeys: true })
   */
  readonly refuseLiveKeys?: GivenSettings['refuseLiveKeys']
  /**
   * Let browsers call the providers and read results, as a proxy in front of a live service would. Value: true or false. Default: `false`. Flag: `--cors`.
   *
   * @example
   * await startSimulator({ cors: true })
   */
  readonly cors?: GivenSettings['cors']
  /**
   * Leave X-Stuntdouble-Fault, -Note, -Bill and -Field out of the responses. Value: true or false. Default: `false`. Flag: `--no-tell`.
   *
   * @example
   * await startSimulator({ noTell: true })
   */
  readonly noTell?: GivenSettings['noTell']
  /**
   * Serve counters for Prometheus at /metrics. Value: true or false. Default: `false`. Flag: `--metrics`.
   *
   * @example
   * await startSimulator({ metrics: true })
   */
  readonly metrics?: GivenSettings['metrics']
  /**
   * Exchanges and deliveries remembered per account; 0 for a load test. Value: a whole number from 0 to 1000000. Default: `1000`. Flag: `--journal-max`.
   *
   * @example
   * await startSimulator({ journalMax: 100 })
   */
  readonly journalMax?: GivenSettings['journalMax']
  /**
   * Tasks remembered in all accounts together (about 400 bytes each). Value: a whole number from 1 to 10000000. Default: `250000`. Flag: `--task-max`.
   *
   * @example
   * await startSimulator({ taskMax: 1000 })
   */
  readonly taskMax?: GivenSettings['taskMax']
  /**
   * What to log to standard error. Value: silent, error, warn, info or debug. Default: `info`. Flag: `--log-level`.
   *
   * @example
   * await startSimulator({ logLevel: 'debug' })
   */
  readonly logLevel?: GivenSettings['logLevel']
}
