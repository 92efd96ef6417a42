import { createServer, type Server, type Socket } from 'node:net'

/** A port that is there before the server behind it is: whoever connects meanwhile waits. */
export interface EarlyListener extends AsyncDisposable {
  readonly port: number
  /** Gives the server behind everybody who waits, and from now on everybody who comes. */
  readonly handTo: (server: Server) => void
}

/**
 * Listens where the simulator will be once it is loaded, which takes longer than all the rest of a run's start. The command
 * can start, and say where to call, meanwhile.
 * @throws Error with code EADDRINUSE, EACCES or the like
 */
export const listenEarly = async (port: number): Promise<EarlyListener> => {
  const waiting: Socket[] = []
  let behind: Server | undefined
  const handOver = (server: Server, socket: Socket): void => {
    server.emit('connection', socket)
    socket.resume()
  }
  const server = createServer({ allowHalfOpen: true, noDelay: true, pauseOnConnect: true }, (socket) => {
    if (behind === undefined) waiting.push(socket)
    else handOver(behind, socket)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as { readonly port: number }).port,
    handTo: (next) => {
      behind = next
      for (const socket of waiting.splice(0)) handOver(next, socket)
    },
    [Symbol.asyncDispose]: async () => {
      server.close()
      for (const socket of waiting) socket.destroy()
    },
  }
}
