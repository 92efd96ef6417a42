import { createHash } from 'node:crypto'

/** Java requires one, and every Java knows this one. It protects nothing: there are no keys in the store. */
export const STORE_PASSWORD = 'changeit'

const uint32 = (number: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(number)
  return bytes
}

/** Java's UTF: two bytes of length, then the text. */
const text = (words: string): Buffer => {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(words.length)
  return Buffer.concat([length, Buffer.from(words, 'latin1')])
}

const certificatesIn = (pem: string): readonly Buffer[] =>
  [...pem.matchAll(/-----BEGIN CERTIFICATE-----([^-]*)-----END/g)].map(([, body = '']) =>
    Buffer.from(body, 'base64'),
  )

const TRUSTED_CERTIFICATE = 2

const entry = (der: Buffer, index: number): Buffer =>
  Buffer.concat([
    uint32(TRUSTED_CERTIFICATE),
    text(`authority-${index}`),
    Buffer.alloc(8),
    text('X.509'),
    uint32(der.length),
    der,
  ])

/**
 * A trust store as Java's own tools write it (JKS, version 2), sealed as they seal it. Written here, because starting
 * `keytool` takes longer than starting a run.
 */
export const javaTrustStore = (pem: string): Buffer => {
  const certificates = certificatesIn(pem)
  const body = Buffer.concat([
    uint32(0xfeed_feed),
    uint32(2),
    uint32(certificates.length),
    ...certificates.map(entry),
  ])
  const seal = createHash('sha1')
    .update(Buffer.from(STORE_PASSWORD, 'utf16le').swap16())
    .update('Mighty Aphrodite')
    .update(body)
  return Buffer.concat([body, seal.digest()])
}
