import { contracts, type OperationKind } from '../contracts/index.ts'
import type { Simulator } from '../simulator/index.ts'
import type { Exchange } from '../simulator/journal/journal.ts'
import { canonicalHost } from './named-hosts.ts'

const kinds: ReadonlyMap<string, OperationKind> = new Map(
  Object.values(contracts).flatMap(({ operations }) => operations.map(({ id, kind }) => [id, kind] as const)),
)

/**
 * A create operation that came with an imported page is in no contract; such operations are POSTs, and no others of
 * theirs are.
 */
const isCreate = ({ operation, method }: Exchange): boolean =>
  operation !== null && (kinds.get(operation) ?? (method === 'POST' ? 'create' : 'retrieve')) === 'create'

const hostIn = ({ requestHeaders: { host } }: Exchange): string =>
  canonicalHost(String(host ?? '').replace(/:\d+$/, ''))

/** Counts exchanges as they happen: a journal would forget the oldest. */
export class RunCounts {
  #creates = { accepted: 0, refused: 0 }
  #requests = 0
  readonly #faults = new Map<string, number>()
  readonly #requestsByHost = new Map<string, number>()

  readonly see = (exchange: Exchange): void => {
    this.#requests += 1
    add(this.#requestsByHost, hostIn(exchange))
    if (exchange.fault !== null) add(this.#faults, exchange.fault)
    if (isCreate(exchange)) this.#creates[exchange.task === null ? 'refused' : 'accepted'] += 1
  }

  requestsTo(host: string): number {
    return this.#requestsByHost.get(host) ?? 0
  }

  /** Everything that is known at the end, together with what the accounts keep. */
  summary(simulator: Simulator) {
    const accounts = simulator.accounts()
    const tasks = accounts.flatMap((account) => account.tasks())
    for (const { fault } of tasks) {
      // A fault of the task itself is in no exchange.
      if (fault !== null && !this.#faults.has(fault)) add(this.#faults, fault)
    }
    const deliveries = accounts.flatMap((account) => account.deliveries())
    const inState = (state: string): number => deliveries.filter((each) => each.state === state).length
    return {
      requests: this.#requests,
      creates: { ...this.#creates },
      tasks: tasks.map(({ id, account, provider, model, phase, cost }) => ({
        id,
        account,
        provider,
        model,
        phase,
        credits: phase === 'failed' ? 0 : cost,
      })),
      callbacks: {
        delivered: inState('delivered'),
        failed: inState('failed'),
        refused: inState('refused'),
        pending: inState('pending'),
      },
      faults: Object.fromEntries([...this.#faults].sort(([a], [b]) => a.localeCompare(b))),
    }
  }
}

const add = (counts: Map<string, number>, key: string): void =>
  void counts.set(key, (counts.get(key) ?? 0) + 1)
