import { isIP } from 'node:net'
import { clientFacts } from '../contracts/client-facts.ts'
import type { ProviderHost, ProviderName } from '../contracts/index.ts'
import { RunError } from './run-error.ts'

/** A host that this run stands in for. */
export interface NamedHost {
  readonly name: string
  /** The provider it belongs to; null for one that the user added. */
  readonly provider: ProviderName | null
  readonly serves: ProviderHost['serves'] | null
}

/** `API.Kie.AI.` and `api.kie.ai` are one host. */
export const canonicalHost = (host: string): string => host.toLowerCase().replace(/\.$/, '')

const LABEL = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?'
const HOST_NAME = new RegExp(`^(?=.{1,253}$)${LABEL}(\\.${LABEL})+$`)

const readHost = (text: string): NamedHost => {
  const name = canonicalHost(text)
  if (isIP(text.replace(/^\[|\]$/g, '')) !== 0 || !HOST_NAME.test(name)) {
    throw new RunError(
      `--host is the name of a host alone, such as api.example.com, not ${JSON.stringify(text)}.`,
    )
  }
  return { name, provider: null, serves: null }
}

/** Every host of every provider, and the user's own. */
export class NamedHosts {
  readonly #byName: ReadonlyMap<string, NamedHost>

  /** @throws RunError on what is not the name of a host */
  constructor(more: readonly string[] = []) {
    const own = Object.entries(clientFacts).flatMap(([provider, { hosts }]) =>
      hosts.map(({ name, serves }): NamedHost => ({ name, provider: provider as ProviderName, serves })),
    )
    // A provider's name that is given again stays the provider's.
    this.#byName = new Map([...more.map(readHost), ...own].map((host) => [host.name, host]))
  }

  get names(): readonly string[] {
    return [...this.#byName.keys()]
  }

  /** The host of this name, however it is spelled; undefined if it is not named. */
  find(host: string): NamedHost | undefined {
    return this.#byName.get(canonicalHost(host))
  }
}
