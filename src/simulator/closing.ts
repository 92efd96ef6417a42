import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { afterRealMs } from '../basics/time/machine.ts'

/**
 * How to close a server so that it really ends. Responses under way finish, but a connection on which nothing was sent
 * yet (browsers and pools open them in advance), or half a request, would otherwise be waited for forever. Call it
 * before the server listens.
 * @param lastWordsMs how long what is under way may take, real ms
 */
export const closingOf = (app: FastifyInstance, lastWordsMs: number): (() => Promise<void>) => {
  const connections = new Set<Socket>()
  app.server.on('connection', (socket) => {
    connections.add(socket)
    socket.on('close', () => connections.delete(socket))
  })
  return async () => {
    for (const connection of connections) if (connection.bytesRead === 0) connection.destroy()
    const callOff = afterRealMs(lastWordsMs, () => app.server.closeAllConnections())
    // Fastify closes those that are idle only if it was Fastify who listened.
    app.server.closeIdleConnections()
    await app.close()
    callOff()
  }
}
