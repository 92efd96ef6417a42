import type { ProviderName } from '../../contracts/vocabulary.ts'

/** What `stuntdouble/client` lets others add to (src/client/requests.ts). */
export const clientInterfaces: Readonly<Record<ProviderName, string>> = {
  kie: 'KieRequests',
  evolink: 'EvolinkRequests',
}
