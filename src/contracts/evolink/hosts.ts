import type { Variables } from '../contract.ts'
import type { ProviderHost } from '../hosts.ts'

export const evolinkHosts: readonly ProviderHost[] = [
  { name: 'api.evolink.ai', serves: 'api', prefix: '', source: 'documented' },
  // Observed: the file service of the same provider.
  { name: 'files-api.evolink.ai', serves: 'upload', prefix: '', source: 'observed' },
  // Documented: the mirror page's server URL.
  { name: 'ai.odkkk.com', serves: 'api', prefix: '/apiv1', source: 'documented' },
]

export const evolinkVariables: Variables = { apiKey: 'EVOLINK_API_KEY', baseUrl: 'EVOLINK_BASE_URL' }
