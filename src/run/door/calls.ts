import { canonicalHost, type NamedHosts } from '../named-hosts.ts'

/** The outcome of a connection: it reached the double, went on to its own destination, or was refused. */
export type Fate = 'double' | 'passed' | 'blocked'

/** What is known of one host after a run. */
export interface CalledHost {
  readonly host: string
  readonly fate: Fate
  /** Whether a provider, or the user, names it as a host that must not be reached. */
  readonly isNamed: boolean
  connections: number
}

/** How many hosts are told apart: a command may call as many names as it likes. */
const MOST_HOSTS = 1_000

/** Stands for the hosts beyond that; no host can have such a name. */
const FURTHER_HOSTS = '(further hosts)'

const keyOf = (host: string, fate: Fate): string => `${host} ${fate}`

/** Counts, per host, the connections and their outcomes. */
export class Calls {
  readonly #hosts: NamedHosts
  readonly #seen = new Map<string, CalledHost>()

  constructor(hosts: NamedHosts) {
    this.#hosts = hosts
  }

  count(host: string, fate: Fate): void {
    const name = canonicalHost(host)
    const called = this.#seen.get(keyOf(name, fate)) ?? this.#begin(name, fate)
    called.connections += 1
  }

  /** Begins to count a host. Beyond the most, all further ones are counted as one. */
  #begin(name: string, fate: Fate): CalledHost {
    const isNamed = this.#hosts.find(name) !== undefined
    const host = isNamed || this.#seen.size < MOST_HOSTS ? name : FURTHER_HOSTS
    const key = keyOf(host, fate)
    const called = this.#seen.get(key) ?? { host, fate, isNamed, connections: 0 }
    this.#seen.set(key, called)
    return called
  }

  /** Every host, named ones first, then by name. */
  all(): readonly CalledHost[] {
    return [...this.#seen.values()].sort(
      (a, b) => Number(b.isNamed) - Number(a.isNamed) || a.host.localeCompare(b.host),
    )
  }
}
