import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { certificate, extensions, keyIdentifier } from './certificate.ts'

const DAY_MS = 24 * 60 * 60 * 1000
/** Clocks of containers and phones differ, but never by more than this. */
const BEFORE_MS = 2 * DAY_MS
/** A served double may run for weeks; Apple's devices accept no certificate of more than 825 days. */
const AFTER_MS = 90 * DAY_MS

/** What TLS for the named hosts needs. The private keys exist in memory only. */
export interface Identity {
  /** The authority's certificate, PEM: what clients must trust. */
  readonly authority: string
  /** The hosts' certificate, PEM. */
  readonly certificate: string
  readonly key: KeyObject
}

const keyPair = () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' })

/**
 * An authority for this run, and the only certificate it ever signs. It is constrained to the named hosts (critical,
 * RFC 5280, 4.2.1.10), so that even a leaked key could not sign for any other host; and its key is gone when this
 * function returns.
 * @param hosts the names to be served @param now epoch ms
 */
export const createIdentity = (hosts: readonly string[], now: number): Identity => {
  const authority = keyPair()
  const server = keyPair()
  // Trust stores are searched by name, and may also hold the authority of a run around this one.
  const issuer = `stuntdouble run ${keyIdentifier(authority.publicKey).toString('hex').slice(0, 8)}`
  const shared = { issuer, from: now - BEFORE_MS, until: now + AFTER_MS, signingKey: authority.privateKey }
  return {
    authority: certificate({
      ...shared,
      subject: issuer,
      publicKey: authority.publicKey,
      extensions: [
        extensions.isAuthority(),
        extensions.signsCertificates(),
        extensions.onlyFor(hosts),
        extensions.ownKey(authority.publicKey),
      ],
    }),
    certificate: certificate({
      ...shared,
      subject: 'stuntdouble',
      publicKey: server.publicKey,
      extensions: [
        extensions.isNoAuthority(),
        extensions.signsHandshakes(),
        extensions.isServer(),
        extensions.names(hosts),
        extensions.ownKey(server.publicKey),
        extensions.issuersKey(authority.publicKey),
      ],
    }),
    key: server.privateKey,
  }
}
