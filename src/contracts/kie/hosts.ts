import type { Variables } from '../contract.ts'
import type { ProviderHost } from '../hosts.ts'

export const kieHosts: readonly ProviderHost[] = [
  { name: 'api.kie.ai', serves: 'api', prefix: '', source: 'documented' },
  // Observed: the File Upload API.
  { name: 'kieai.redpandaai.co', serves: 'upload', prefix: '', source: 'observed' },
  // Observed: where results are linked to today.
  { name: 'tempfile.aiquickdraw.com', serves: 'results', prefix: '', source: 'observed' },
  // Documented: where the pages' examples link to.
  { name: 'file.aiquickdraw.com', serves: 'results', prefix: '', source: 'documented' },
]

export const kieVariables: Variables = {
  apiKey: 'KIE_API_KEY',
  baseUrl: 'KIE_BASE_URL',
  webhookKey: 'KIE_WEBHOOK_HMAC_KEY',
}
