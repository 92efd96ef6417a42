/** The first byte of a TLS connection: a handshake record (RFC 8446, 5.1). */
export const TLS_HANDSHAKE = 0x16

/**
 * The server name that a TLS client asks for (RFC 6066, 3); undefined if it names none, or if the name is not within
 * these first bytes.
 */
export const serverNameIn = (bytes: Buffer): string | undefined => {
  try {
    return nameIn(bytes)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

const nameIn = (bytes: Buffer): string | undefined => {
  if (bytes.readUInt8(0) !== TLS_HANDSHAKE || bytes.readUInt8(5) !== 1) return undefined
  // Record header 5, handshake header 4, version 2, random 32.
  let at = 43
  at += 1 + bytes.readUInt8(at)
  at += 2 + bytes.readUInt16BE(at)
  at += 1 + bytes.readUInt8(at)
  const end = at + 2 + bytes.readUInt16BE(at)
  at += 2
  while (at < end) {
    const [type, length] = [bytes.readUInt16BE(at), bytes.readUInt16BE(at + 2)]
    // Extension 0: a list (2) of names: type (1), length (2), name.
    if (type === 0) return bytes.toString('latin1', at + 9, at + 9 + bytes.readUInt16BE(at + 7))
    at += 4 + length
  }
  return undefined
}
