import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

const portOf = (url: string): number => Number(new URL(url).port)

/** A connection to the simulator, connected. Its errors are of no interest: the other end may reset it at any time. */
export const connectTo = async (url: string): Promise<Socket> => {
  const socket = connect({ port: portOf(url), host: '127.0.0.1', allowHalfOpen: true })
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return socket
}

/** What the simulator sends until it closes, as latin1. */
export const textUntilClosed = async (socket: Socket): Promise<string> => {
  const chunks: Buffer[] = []
  socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  socket.on('end', () => socket.end())
  // A reset is an end like any other.
  if (!socket.closed) await new Promise((resolve) => socket.once('close', resolve))
  return Buffer.concat(chunks).toString('latin1')
}

/** Sends these bytes and then the end of the connection; answers everything that comes back. */
export const exchangeBytes = async (url: string, bytes: string | Uint8Array): Promise<string> => {
  const socket = await connectTo(url)
  const text = textUntilClosed(socket)
  socket.end(bytes)
  return text
}

/** The status lines in what came back. */
export const statusesIn = (text: string): number[] =>
  [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status))
