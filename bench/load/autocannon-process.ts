/** Loads one URL and prints what it came to: a process of its own, on a core of its own. */
import autocannon from 'autocannon'
import { CONNECTIONS, KEY, type Load, type LoadRequest } from './load.ts'

const [url = '', seconds = '3', request = ''] = process.argv.slice(2)
const { method, path, body } = JSON.parse(request) as LoadRequest
const result = await autocannon({
  url: url + path,
  connections: CONNECTIONS,
  duration: Number(seconds),
  method,
  headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
  ...(body === undefined ? {} : { body }),
})
const load: Load = {
  perSecond: result.requests.total / result.duration,
  requests: result.requests.total,
  p50Ms: result.latency.p50,
  p99Ms: result.latency.p99,
  refused: result.non2xx,
}
console.log(JSON.stringify(load))
