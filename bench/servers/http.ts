/** The floor: bare node:http that reads what is sent and returns one of two fixed texts, as long as the simulator's. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const CREATED = JSON.stringify({
  code: 200,
  msg: 'success',
  data: { taskId: '04878e1f36ff152ffedfce7797ad92bb' },
})
const READ = JSON.stringify({ code: 200, msg: 'success', data: { padding: 'x'.repeat(400) } })

const server = createServer((request, response) => {
  request.resume().on('end', () => {
    const text = request.method === 'POST' ? CREATED : READ
    response.setHeader('content-type', 'application/json; charset=utf-8')
    response.setHeader('content-length', text.length)
    response.end(text)
  })
})
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
