import { createSocket, type RemoteInfo } from 'node:dgram'
import type { NamedHosts } from '../named-hosts.ts'

const ADDRESS_RECORD = 1
const NO_SUCH_NAME = 3

interface Question {
  readonly name: string
  readonly type: number
  /** Where it ends in the packet. */
  readonly end: number
}

/** The one question of a query (RFC 1035, 4.1.2). @throws RangeError on a cut packet */
const questionIn = (packet: Buffer): Question => {
  const labels: string[] = []
  let at = 12
  for (let length = packet.readUInt8(at); length > 0; length = packet.readUInt8(at)) {
    labels.push(packet.toString('latin1', at + 1, at + 1 + length))
    at += 1 + length
  }
  return { name: labels.join('.'), type: packet.readUInt16BE(at + 1), end: at + 5 }
}

/** A response with this machine's address, without any, or that there is no such name. */
const answerTo = (packet: Buffer, { type, end }: Question, isKnown: boolean): Buffer => {
  const header = Buffer.from(packet.subarray(0, 12))
  const hasAddress = isKnown && type === ADDRESS_RECORD
  header.writeUInt16BE(0x8180 | (isKnown ? 0 : NO_SUCH_NAME), 2)
  header.writeUInt16BE(1, 4)
  header.writeUInt16BE(hasAddress ? 1 : 0, 6)
  header.writeUInt32BE(0, 8)
  // The name as above, type A, class IN, for a minute, four bytes.
  const record = Buffer.from([0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 127, 0, 0, 1])
  return Buffer.concat([header, packet.subarray(12, end), ...(hasAddress ? [record] : [])])
}

/** A name server that knows the named hosts and no other. Each other name that is asked for is passed to `onOther`. */
export const startNameServer = async (
  hosts: NamedHosts,
  onOther: (name: string) => void,
  port = 53,
): Promise<AsyncDisposable & { readonly port: number }> => {
  const socket = createSocket('udp4')
  socket.on('message', (packet: Buffer, from: RemoteInfo) => {
    try {
      const question = questionIn(packet)
      const isKnown = hosts.find(question.name) !== undefined
      if (!isKnown && question.type === ADDRESS_RECORD) onOther(question.name)
      socket.send(answerTo(packet, question, isKnown), from.port, from.address)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
    }
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.bind(port, '127.0.0.1', resolve)
  })
  return {
    port: socket.address().port,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => socket.close(() => resolve())),
  }
}
