import { createHash, type KeyObject, sign } from 'node:crypto'
import { bitString, context, integer, octetString, oid, sequence, set, time, truth, utf8 } from './der.ts'

/** One extension of a certificate (RFC 5280, 4.2). */
interface Extension {
  readonly id: string
  readonly isCritical: boolean
  readonly content: Uint8Array
}

export interface CertificateFacts {
  readonly subject: string
  readonly issuer: string
  /** Epoch ms. */
  readonly from: number
  /** Epoch ms. */
  readonly until: number
  readonly publicKey: KeyObject
  readonly signingKey: KeyObject
  readonly extensions: readonly Extension[]
}

const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2'

const nameOf = (text: string): Buffer => sequence(set(sequence(oid('2.5.4.3'), utf8(text))))

const keyInfo = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' })

/** Serial numbers must differ within one authority, and an authority signs one certificate here. */
const serialOf = (key: KeyObject): Buffer => {
  const serial = createHash('sha256').update(keyInfo(key)).digest().subarray(0, 16)
  serial[0] = 0x40 | ((serial[0] ?? 0) & 0x3f)
  return serial
}

const extensionOf = ({ id, isCritical, content }: Extension): Buffer =>
  sequence(oid(id), ...(isCritical ? [truth()] : []), octetString(content))

const pem = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{64}(?=.)/g, '$&\n')}\n-----END CERTIFICATE-----\n`

/** A signed X.509 certificate (RFC 5280), as PEM. Keys are on the curve P-256. */
export const certificate = (facts: CertificateFacts): string => {
  const algorithm = sequence(oid(ECDSA_WITH_SHA256))
  const content = sequence(
    context(0, integer(Buffer.of(2)), true),
    integer(serialOf(facts.publicKey)),
    algorithm,
    nameOf(facts.issuer),
    sequence(time(facts.from), time(facts.until)),
    nameOf(facts.subject),
    keyInfo(facts.publicKey),
    context(3, sequence(...facts.extensions.map(extensionOf)), true),
  )
  const signature = sign('sha256', content, { key: facts.signingKey, dsaEncoding: 'der' })
  return pem(sequence(content, algorithm, bitString(signature)))
}

/** The identifier of a key: a hash of it (RFC 5280, 4.2.1.2). */
export const keyIdentifier = (key: KeyObject): Buffer => createHash('sha1').update(keyInfo(key)).digest()

const dnsName = (name: string): Buffer => context(2, Buffer.from(name))

/** Every address of a family: zeros under a mask of zeros (RFC 5280, 4.2.1.10). */
const everyAddress = (bytes: 4 | 16): Buffer => context(7, Buffer.alloc(bytes * 2))

export const extensions = {
  /** An authority that cannot have others below it. */
  isAuthority: (): Extension => ({
    id: '2.5.29.19',
    isCritical: true,
    content: sequence(truth(), integer(Buffer.of(0))),
  }),
  isNoAuthority: (): Extension => ({ id: '2.5.29.19', isCritical: true, content: sequence() }),
  signsCertificates: (): Extension => ({
    id: '2.5.29.15',
    isCritical: true,
    content: bitString(Buffer.of(0b0000_0100), 2),
  }),
  signsHandshakes: (): Extension => ({
    id: '2.5.29.15',
    isCritical: true,
    content: bitString(Buffer.of(0b1000_0000), 7),
  }),
  isServer: (): Extension => ({
    id: '2.5.29.37',
    isCritical: false,
    content: sequence(oid('1.3.6.1.5.5.7.3.1')),
  }),
  names: (hosts: readonly string[]): Extension => ({
    id: '2.5.29.17',
    isCritical: false,
    content: sequence(...hosts.map(dnsName)),
  }),
  /** The certificate is valid for these hosts alone, and for no address. */
  onlyFor: (hosts: readonly string[]): Extension => ({
    id: '2.5.29.30',
    isCritical: true,
    content: sequence(
      context(0, Buffer.concat(hosts.map((host) => sequence(dnsName(host)))), true),
      context(1, Buffer.concat([sequence(everyAddress(4)), sequence(everyAddress(16))]), true),
    ),
  }),
  ownKey: (key: KeyObject): Extension => ({
    id: '2.5.29.14',
    isCritical: false,
    content: octetString(keyIdentifier(key)),
  }),
  issuersKey: (key: KeyObject): Extension => ({
    id: '2.5.29.35',
    isCritical: false,
    content: sequence(context(0, keyIdentifier(key))),
  }),
} as const
