import type { Phase } from '../../contracts/index.ts'
import type { Accounts } from '../accounts/accounts.ts'
import type { Attempt } from '../callbacks/delivery.ts'
import { taskStepAt } from '../tasks/task.ts'
import type { Exchange } from './journal.ts'

export const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8'

type Labels = Readonly<Record<string, string>>

const labelText = (labels: Labels): string =>
  Object.entries(labels)
    .map(([name, value]) => `${name}="${value}"`)
    .join(',')

class Counter {
  readonly #name: string
  readonly #help: string
  readonly #values = new Map<string, number>()

  constructor(name: string, help: string) {
    this.#name = name
    this.#help = help
  }

  add(labels: Labels): void {
    const key = labelText(labels)
    this.#values.set(key, (this.#values.get(key) ?? 0) + 1)
  }

  text(): string {
    const lines = [...this.#values].map(([labels, value]) => `${this.#name}{${labels}} ${value}`)
    return [`# HELP ${this.#name} ${this.#help}`, `# TYPE ${this.#name} counter`, ...lines].join('\n')
  }
}

const outcomeOf = ({ status, error }: Attempt): string => {
  if (status !== null) return status >= 200 && status < 300 ? 'delivered' : 'rejected'
  if (error?.startsWith('refused by policy')) return 'refused'
  return error?.startsWith('timed out') ? 'timeout' : 'error'
}

/**
 * Counts for Prometheus. No label comes from what callers send: operations, statuses, faults, outcomes and phases are
 * fixed lists, so the sets are bounded.
 */
export class Metrics {
  readonly #requests = new Counter(
    'stuntdouble_requests_total',
    'Requests answered, by operation and status.',
  )
  readonly #faults = new Counter('stuntdouble_faults_total', 'Requests struck by a fault, by its name.')
  readonly #attempts = new Counter('stuntdouble_callback_attempts_total', 'Callback attempts, by outcome.')

  countExchange({ provider, operation, status, fault }: Exchange): void {
    this.#requests.add({
      provider: provider ?? 'none',
      operation: operation ?? 'none',
      status: String(status ?? 'none'),
    })
    if (fault !== null) this.#faults.add({ fault })
  }

  countAttempt(attempt: Attempt): void {
    this.#attempts.add({ outcome: outcomeOf(attempt) })
  }

  text(accounts: Accounts): string {
    const phases: Record<Phase, number> = { queued: 0, running: 0, succeeded: 0, failed: 0 }
    for (const { clock, tasks } of accounts.all()) {
      const now = clock.now()
      for (const task of tasks.values()) phases[taskStepAt(task, now).phase] += 1
    }
    const gauge = [
      '# HELP stuntdouble_tasks Tasks, by phase.',
      '# TYPE stuntdouble_tasks gauge',
      ...Object.entries(phases).map(([phase, count]) => `stuntdouble_tasks{phase="${phase}"} ${count}`),
    ].join('\n')
    return `${[this.#requests.text(), this.#faults.text(), this.#attempts.text(), gauge].join('\n')}\n`
  }
}
