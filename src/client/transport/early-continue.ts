import type { Socket } from 'node:net'

/** `HTTP/1.1 100 Continue` and its empty line, at the start of what a server sends. */
const CONTINUE = /^HTTP\/1\.[01] 100 [^\r\n]*\r\n(?:[^\r\n]+\r\n)*\r\n/

/**
 * Removes "100 Continue" from what a socket reads. A server may send it unasked (RFC 9110, 15.2), and undici would
 * treat it as a broken response: a create request would be left in doubt although its whole response has arrived.
 */
export const withoutContinue = <Given extends Socket>(socket: Given): Given => {
  const read = socket.read.bind(socket)
  const readOn = (size?: number): Buffer | null => {
    const chunk: Buffer | null = read(size)
    if (chunk === null || chunk[0] !== 0x48) return chunk
    const [early] = CONTINUE.exec(chunk.subarray(0, 1024).toString('latin1')) ?? []
    if (early === undefined) return chunk
    return early.length === chunk.length ? readOn(size) : chunk.subarray(early.length)
  }
  return Object.assign(socket, { read: readOn })
}
