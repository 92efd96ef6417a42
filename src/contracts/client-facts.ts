import type { Variables } from './contract.ts'
import { evolinkHosts, evolinkVariables } from './evolink/hosts.ts'
import type { ProviderHost } from './hosts.ts'
import { kieHosts, kieVariables } from './kie/hosts.ts'
import type { ProviderName } from './vocabulary.ts'

/**
 * What clients of a provider have in their code and in their environment. The contracts have it too; this file is for
 * those who have no time to load these.
 */
export interface ClientFacts {
  readonly hosts: readonly ProviderHost[]
  readonly variables: Variables
}

export const clientFacts: Readonly<Record<ProviderName, ClientFacts>> = {
  kie: { hosts: kieHosts, variables: kieVariables },
  evolink: { hosts: evolinkHosts, variables: evolinkVariables },
}

export const clientVariables = Object.values(clientFacts).map(({ variables }) => variables)
