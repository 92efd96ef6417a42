import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runUnderDouble } from '../../src/run/index.ts'
import { temporaryFolder } from '../helpers/command.ts'

/** Ways to TLS that HTTP clients take, and older ones; each says whether the certificate it met is trusted. */
const WAYS = `
const net = require('node:net')
const tls = require('node:tls')
const host = 'api.kie.ai'
const direct = { host, port: 443, servername: host }
// Made before anything is connected.
const context = tls.createSecureContext()
const forTunnel = tls.createSecureContext()
const own = tls.createSecureContext({ ca: tls.rootCertificates.slice(0, 1) })

const tunnel = () => new Promise((resolve) => {
  const socket = net.connect(new URL(process.env.HTTPS_PROXY).port, '127.0.0.1')
  socket.write('CONNECT api.kie.ai:443 HTTP/1.1\\r\\n\\r\\n')
  socket.once('data', () => resolve(socket))
})
const ways = {
  'tls.connect': () => tls.connect(direct),
  'own authorities': () => tls.connect({ ...direct, ca: tls.rootCertificates.slice(0, 1) }),
  'a context made before': () => tls.connect({ ...direct, secureContext: context }),
  'a context made before with own authorities': () => tls.connect({ ...direct, secureContext: own }),
  'a tunnel': async () => tls.connect({ socket: await tunnel(), servername: host }),
  'a tunnel, own authorities': async () => tls.connect({ socket: await tunnel(), servername: host, ca: [] }),
  'a tunnel, a context made before': async () =>
    tls.connect({ socket: await tunnel(), servername: host, secureContext: forTunnel }),
}
const tried = Object.entries(ways).map(async ([name, open]) => {
  const socket = await open()
  return new Promise((resolve) => {
    socket.on('secureConnect', () => resolve([name, socket.authorized]))
    socket.on('error', (error) => resolve([name, error.message]))
  })
})
Promise.all(tried).then((all) => { console.log(JSON.stringify(Object.fromEntries(all))); process.exit() })
`

test('a command that is Node trusts the double by every way to TLS', async () => {
  const { stdout } = await runUnderDouble([process.execPath, '-e', WAYS], { env: { PATH: process.env.PATH } })
  const trusted = JSON.parse(stdout) as Record<string, unknown>
  expect(trusted).toEqual(Object.fromEntries(Object.keys(trusted).map((way) => [way, true])))
})

test('children of a command that is Node have the variable that names the authority', async () => {
  const code =
    "console.log(require('node:child_process').execFileSync('sh', ['-c', 'grep -c BEGIN $NODE_EXTRA_CA_CERTS'], { encoding: 'utf8' }))"
  const { stdout } = await runUnderDouble([process.execPath, '-e', code], { env: { PATH: process.env.PATH } })
  expect(stdout.trim()).toBe('1')
})

test('authorities of your own are kept', async () => {
  using folder = temporaryFolder({ 'mine.pem': 'MY ROOTS\n' })
  const env = { PATH: process.env.PATH, NODE_EXTRA_CA_CERTS: join(folder.path, 'mine.pem') }
  const code =
    "console.log(require('node:fs').readFileSync(process.env.NODE_EXTRA_CA_CERTS, 'utf8').slice(0, 36))"
  const { stdout } = await runUnderDouble([process.execPath, '-e', code], { env })
  expect(stdout).toBe('MY ROOTS\n-----BEGIN CERTIFICATE-----\n')
})
