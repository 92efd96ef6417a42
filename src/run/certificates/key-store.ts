import { createHash } from 'node:crypto'

/** Java requires one, and every Java knows this one. It protects nothing: there are no keys in the store. */
export const STORE_PASSWORD = 'changeit'

const BEGIN = '-----BEGIN CERTIFICATE-----'
const END = '-----END'
const TRUSTED_CERTIFICATE = 2

/** One text with its length before it, as Java writes them. Returns where it ends. */
const writeText = (into: Buffer, at: number, words: string): number => {
  const start = into.writeUInt16BE(words.length, at)
  return start + into.write(words, start, 'latin1')
}

/** Writes an entry: its name, no time, the certificate. Returns where it ends. */
const writeEntry = (into: Buffer, from: number, index: number, base64: string): number => {
  const time = writeText(into, into.writeUInt32BE(TRUSTED_CERTIFICATE, from), `authority-${index}`)
  const at = writeText(into.fill(0, time, time + 8), time + 8, 'X.509')
  const length = into.write(base64, at + 4, 'base64')
  into.writeUInt32BE(length, at)
  return at + 4 + length
}

/**
 * A trust store as Java's own tools write it (JKS, version 2), sealed as they seal it. Written here, because starting
 * `keytool` takes longer than starting a run; and into one buffer, because the command waits for it.
 */
export const javaTrustStore = (pem: string): Buffer => {
  // As bytes it takes a quarter less than as Base64 between its lines, which is more than what an entry adds.
  const store = Buffer.allocUnsafe(pem.length + 64)
  let [at, count] = [12, 0]
  for (let found = pem.indexOf(BEGIN); found !== -1; found = pem.indexOf(BEGIN, found)) {
    const start = found + BEGIN.length
    found = pem.indexOf(END, start)
    if (found === -1) break
    at = writeEntry(store, at, count, pem.slice(start, found))
    count += 1
  }
  for (const [index, number] of [0xfeed_feed, 2, count].entries()) store.writeUInt32BE(number, index * 4)
  const body = store.subarray(0, at)
  const seal = createHash('sha1')
    .update(Buffer.from(STORE_PASSWORD, 'utf16le').swap16())
    .update('Mighty Aphrodite')
    .update(body)
  return Buffer.concat([body, seal.digest()])
}
