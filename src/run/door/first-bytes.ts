import type { Socket } from 'node:net'

/** The first bytes that arrive on a connection, which stay unread; none if it closes before sending any. */
export const firstBytes = (socket: Socket): Promise<Buffer> =>
  new Promise((resolve) => {
    const end = (bytes: Buffer): void => {
      socket.off('close', closed)
      socket.off('readable', read)
      if (bytes.length > 0) socket.unshift(bytes)
      resolve(bytes)
    }
    const closed = (): void => end(Buffer.alloc(0))
    const read = (): void => {
      const first: Buffer | null = socket.read()
      if (first !== null) end(first)
      // The other side has sent everything.
      else if (socket.readableEnded || socket.destroyed) closed()
    }
    socket.on('close', closed)
    socket.on('readable', read)
  })
