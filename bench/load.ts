/** Loads one URL and prints the requests per second: run as a process of its own, on a core of its own. */
import autocannon from 'autocannon'

const [url = '', seconds = '3', body = ''] = process.argv.slice(2)
const result = await autocannon({
  url,
  connections: 32,
  duration: Number(seconds),
  method: body === '' ? 'GET' : 'POST',
  headers: { authorization: 'Bearer bench-key', 'content-type': 'application/json' },
  ...(body === '' ? {} : { body }),
})
if (result.non2xx > 0) throw new Error(`${result.non2xx} answers of ${url} were not 2xx`)
console.log(String(result.requests.total / result.duration))
