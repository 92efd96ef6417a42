/** A bare receiver for callbacks. */
import { createServer } from 'node:http'

const server = createServer((request, response) => {
  request.resume()
  response.end()
})
server.listen(0, '127.0.0.1', () => console.log((server.address() as { port: number }).port))
