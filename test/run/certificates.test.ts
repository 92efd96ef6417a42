import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { connect, createServer } from 'node:tls'
import { expect, test } from 'vitest'
import { createIdentity } from '../../src/run/certificates/authority.ts'
import { certificate, extensions } from '../../src/run/certificates/certificate.ts'

const NOW = Date.parse('2026-11-30T12:00:00Z')

test('the hosts have a certificate that the authority signed', () => {
  const identity = createIdentity(['api.kie.ai', 'api.evolink.ai'], NOW)
  const [authority, server] = [identity.authority, identity.certificate].map(
    (pem) => new X509Certificate(pem),
  )
  expect(authority?.ca).toBe(true)
  expect(server?.ca).toBe(false)
  expect(server?.verify(authority?.publicKey ?? identity.key)).toBe(true)
  expect(server?.subjectAltName).toBe('DNS:api.kie.ai, DNS:api.evolink.ai')
  expect(server?.checkPrivateKey(identity.key)).toBe(true)
  expect(server?.validTo).toBe('Feb 28 12:00:00 2027 GMT')
})

/** What a TLS client says of a server's certificate, if it trusts this authority. */
const verdictOn = async (host: string, authority: string, cert: string, key: string): Promise<string> => {
  const server = createServer({ key, cert }).listen(0, '127.0.0.1')
  server.on('tlsClientError', () => undefined)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const socket = connect({
    host: '127.0.0.1',
    port,
    servername: host,
    ca: authority,
    rejectUnauthorized: false,
  })
  await once(socket, 'secureConnect')
  const verdict = socket.authorized ? 'trusted' : String(socket.authorizationError)
  socket.destroy()
  server.close()
  return verdict
}

/** An authority for some hosts, and what it signed for one. */
const signedFor = (host: string, permitted: readonly string[]) => {
  const [authority, server] = [0, 1].map(() => generateKeyPairSync('ec', { namedCurve: 'prime256v1' }))
  if (authority === undefined || server === undefined) throw new Error('There are no keys.')
  const now = Date.now()
  const shared = { issuer: 'test', from: now - 1e6, until: now + 1e8, signingKey: authority.privateKey }
  return {
    authority: certificate({
      ...shared,
      subject: 'test',
      publicKey: authority.publicKey,
      extensions: [extensions.isAuthority(), extensions.signsCertificates(), extensions.onlyFor(permitted)],
    }),
    cert: certificate({
      ...shared,
      subject: 'server',
      publicKey: server.publicKey,
      extensions: [extensions.isNoAuthority(), extensions.isServer(), extensions.names([host])],
    }),
    key: String(server.privateKey.export({ type: 'pkcs8', format: 'pem' })),
  }
}

test('even with its key, the authority could sign for no other host', async () => {
  const own = signedFor('api.kie.ai', ['api.kie.ai'])
  expect(await verdictOn('api.kie.ai', own.authority, own.cert, own.key)).toBe('trusted')
  const foreign = signedFor('bank.example', ['api.kie.ai'])
  expect(await verdictOn('bank.example', foreign.authority, foreign.cert, foreign.key)).not.toBe('trusted')
  const unbound = signedFor('bank.example', ['bank.example'])
  expect(await verdictOn('bank.example', unbound.authority, unbound.cert, unbound.key)).toBe('trusted')
})
