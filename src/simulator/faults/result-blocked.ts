import { defineFault } from './fault.ts'
import { textSetting } from './fault-settings.ts'

/** What HTTP libraries call themselves when nobody chose a name. Observed of Python's; assumed of the others. */
const DEFAULT_AGENTS =
  /^(python-urllib|python-requests|python-httpx|aiohttp|go-http-client|java\b|java-http-client|apache-httpclient|okhttp|libwww-perl|lwp::|ruby|faraday|guzzlehttp|php|node\b|node-fetch|undici|axios|got\b|curl|wget|dart|reqwest|deno|bun)/i

/** The host of the results refuses whoever calls itself what its HTTP library does, or nothing at all. */
export const resultBlocked = defineFault({
  name: 'result-blocked',
  catches: 'a client that downloads without a User-Agent of its own, and throws away what it has paid for',
  strikes: ['result'],
  settings: {
    body: textSetting('what the 403 says (observed: as the CDN in front of the files)', 'error code: 1010'),
  },
  bendResult: ({ settings: { body } }, { 'user-agent': agent = '' }) =>
    agent === '' || DEFAULT_AGENTS.test(agent)
      ? { replacement: { status: 403, contentType: 'text/plain; charset=UTF-8', body } }
      : {},
})
