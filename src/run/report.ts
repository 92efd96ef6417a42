import type { Bill } from '../simulator/bill/bill-schema.ts'
import type { Fate } from './door/calls.ts'

/** How the calls of a command were redirected: by its environment, or in namespaces that nothing can leave. */
export type Means = 'environment' | 'isolation'

/** One host that the command connected to. */
export interface ReportedHost {
  readonly host: string
  /** Whether it is one of those the run stands in for. */
  readonly isNamed: boolean
  readonly fate: Fate
  readonly connections: number
  /** Requests that the simulator saw under this name. */
  readonly requests: number
}

/** What happened in a run, as `--report` writes it: schemas/run-report.schema.json. */
export interface RunReport {
  readonly schemaVersion: 1
  readonly version: string
  readonly command: readonly string[]
  readonly exitCode: number
  readonly signal: string | null
  readonly means: Means
  /** Why the means differ from the requested ones. */
  readonly note: string | null
  readonly seed: number
  readonly durationMs: number
  readonly requests: number
  readonly creates: { readonly accepted: number; readonly refused: number }
  readonly tasks: readonly {
    readonly id: string
    readonly account: string
    readonly provider: string
    readonly model: string
    readonly phase: string
    readonly credits: number
  }[]
  /** What it would have cost, as `/__stuntdouble/bill` says it. */
  readonly bill: Bill
  readonly callbacks: {
    readonly delivered: number
    readonly failed: number
    readonly refused: number
    readonly pending: number
  }
  readonly faults: Readonly<Record<string, number>>
  readonly hosts: readonly ReportedHost[]
  /** Connections that were meant for a live provider; every one of them ended at the double. */
  readonly meantForLive: number
  /** Processes of the command that were still running when it ended. */
  readonly outlived: readonly number[]
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

const counted = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ')

const FATES: Readonly<Record<Fate, string>> = {
  double: 'the double',
  passed: 'passed through',
  blocked: 'blocked',
}

const hostLine = ({ host, fate, connections }: ReportedHost): string =>
  `${host} → ${FATES[fate]} (${plural(connections, 'connection')})`

const lines = (title: string, texts: readonly string[]): readonly string[] =>
  texts.map((text, index) => `  ${(index === 0 ? title : '').padEnd(11)}${text}`)

const createsOf = ({ creates: { accepted, refused } }: RunReport): string =>
  plural(accepted + refused, 'create request') + (refused > 0 ? ` (${refused} refused)` : '')

/** What a person reads at the end of a run. */
export const reportText = (report: RunReport): string => {
  const { tasks, bill, callbacks, faults, hosts, meantForLive, outlived } = report
  // The first line of a bill is its sum; what was paid for twice or lost follows.
  const [sum = '', ...evidence] = bill.report.split('\n')
  const phases = Object.fromEntries(
    ['queued', 'running', 'succeeded', 'failed'].map((phase) => [
      phase,
      tasks.filter((task) => task.phase === phase).length,
    ]),
  )
  const text = [
    ...lines('tasks', [
      `${tasks.length} from ${createsOf(report)}${tasks.length > 0 ? `: ${counted(phases)}` : ''}`,
    ]),
    ...lines('cost', [sum, ...evidence]),
    ...lines('callbacks', [counted(callbacks)].filter(Boolean)),
    ...lines(
      'faults',
      Object.entries(faults).map(([name, count]) => `${name} × ${count}`),
    ),
    ...lines('hosts', hosts.map(hostLine)),
    ...lines('live', [
      meantForLive === 0
        ? 'nothing tried to reach a live provider'
        : `${plural(meantForLive, 'connection')} meant for a live provider ended here`,
    ]),
    ...lines('means', [report.means + (report.note === null ? '' : `: ${report.note}`)]),
    ...lines('outlived', outlived.length === 0 ? [] : [`process ${outlived.join(', ')} still runs`]),
    ...lines('seed', [String(report.seed)]),
  ]
  return `stuntdouble run: the command ended with ${report.signal ?? report.exitCode}\n${text.join('\n')}\n`
}
