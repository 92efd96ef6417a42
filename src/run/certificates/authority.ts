import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { certificate, extensions, keyIdentifier } from './certificate.ts'

const DAY_MS = 24 * 60 * 60 * 1000
/** Clocks of containers and phones differ, but never by more than this. */
const BEFORE_MS = 2 * DAY_MS
/** A served double may run for weeks; Apple's devices accept no certificate of more than 825 days. */
const AFTER_MS = 90 * DAY_MS

interface Served {
  /** The hosts' certificate, PEM. */
  readonly certificate: string
  readonly key: KeyObject
}

/** What TLS for the named hosts needs. The private keys exist in memory only. */
export interface Identity extends Served {
  /** The authority's certificate, PEM: what clients must trust. */
  readonly authority: string
}

const keyPair = () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' })

/**
 * An authority for this run, and the only certificate it ever signs, which is made when it is first asked for: a command
 * waits for the authority, but not for that. It is constrained to the named hosts (critical, RFC 5280, 4.2.1.10), so that
 * even a leaked key could not sign for any other host; and its key is gone once it has signed.
 * @param hosts the names to be served @param now epoch ms
 */
export const createIdentity = (hosts: readonly string[], now: number): Identity => {
  // No function below may hold the private key itself: it is to be gone.
  const { publicKey: authorityKey, privateKey } = keyPair()
  // Trust stores are searched by name, and may also hold the authority of a run around this one.
  const issuer = `stuntdouble run ${keyIdentifier(authorityKey).toString('hex').slice(0, 8)}`
  const shared = { issuer, from: now - BEFORE_MS, until: now + AFTER_MS }
  const sign = (signingKey: KeyObject): Served => {
    const server = keyPair()
    return {
      certificate: certificate({
        ...shared,
        signingKey,
        subject: 'stuntdouble',
        publicKey: server.publicKey,
        extensions: [
          extensions.isNoAuthority(),
          extensions.signsHandshakes(),
          extensions.isServer(),
          extensions.names(hosts),
          extensions.ownKey(server.publicKey),
          extensions.issuersKey(authorityKey),
        ],
      }),
      key: server.privateKey,
    }
  }
  // What still has to be signed, or what was: never both.
  let served: KeyObject | Served = privateKey
  const serve = (): Served => {
    if (!('certificate' in served)) served = sign(served)
    return served
  }
  return {
    authority: certificate({
      ...shared,
      signingKey: privateKey,
      subject: issuer,
      publicKey: authorityKey,
      extensions: [
        extensions.isAuthority(),
        extensions.signsCertificates(),
        extensions.onlyFor(hosts),
        extensions.ownKey(authorityKey),
      ],
    }),
    get certificate() {
      return serve().certificate
    },
    get key() {
      return serve().key
    },
  }
}
