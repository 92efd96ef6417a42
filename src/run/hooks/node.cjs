// Loaded into every Node process of a run by NODE_OPTIONS=--require. Whoever connects to a host that the run stands in
// for gets its port on this machine instead: below every HTTP client there is, and below its proxy settings. It must
// work in any Node from 20 on, in workers, and beside whatever else is preloaded.
'use strict'
const net = require('node:net')
const tls = require('node:tls')
const { appendFileSync, readFileSync } = require('node:fs')

/** What the run says to its hooks: the port, the hosts, the authority's file, the file of others, whether others are blocked. */
const run = JSON.parse(process.env.STUNTDOUBLE_RUN_HOOKS || '{"hosts":[]}')
const named = new Set(run.hosts)

const canonical = (host) => String(host).toLowerCase().replace(/\.$/, '')
const isHere = (host) =>
  /^(localhost|.*\.localhost|127\..*|::1|::|0\.0\.0\.0|::ffff:127\..*)$/.test(canonical(host))

const note = (host, fate) => {
  try {
    appendFileSync(run.others, `${fate} ${canonical(host)}\n`)
  } catch {
    // The run is over, and nobody reads it any more.
  }
}

/** What to do with a connection to a host; `serverName` is whom TLS will ask for. */
const fateOf = (host, serverName) => {
  if (named.has(canonical(host)) || (serverName && named.has(canonical(serverName)))) return 'double'
  if (isHere(host)) return 'here'
  return run.isBlocking ? 'blocked' : 'passed'
}

const refuse = (socket, host) => {
  const error = new Error(
    `connect ECONNREFUSED ${host}: stuntdouble run blocks it; with --others block, only the hosts it stands in for can be reached`,
  )
  error.code = 'ECONNREFUSED'
  error.syscall = 'connect'
  process.nextTick(() => socket.destroy(error))
  return socket
}

const redirected = ({ localAddress, localPort, lookup, family, ...options }) => ({
  ...options,
  host: '127.0.0.1',
  port: run.port,
})

const connect = net.Socket.prototype.connect
net.Socket.prototype.connect = function (...given) {
  // Node's own callers hand over one array, already in order; its first entry is the options.
  const list = Array.isArray(given[0]) ? given[0] : given
  const [first] = list
  const isOptions = typeof first === 'object' && first !== null
  const isPort = !isOptions && (typeof first === 'number' || /^\d+$/.test(String(first)))
  if (!isOptions && !isPort) return connect.apply(this, given)
  const host = isOptions ? first.host : typeof list[1] === 'string' ? list[1] : undefined
  if ((isOptions && first.path) || host === undefined || host === null) return connect.apply(this, given)
  const fate = fateOf(host, isOptions ? first.servername : undefined)
  if (fate === 'blocked' || fate === 'passed') note(host, fate)
  if (fate === 'blocked') return refuse(this, host)
  if (fate !== 'double') return connect.apply(this, given)
  if (isOptions) list[0] = redirected(first)
  else list.splice(0, 2, run.port, '127.0.0.1')
  return connect.apply(this, given)
}

// NODE_EXTRA_CA_CERTS does not reach a client that brings its own authorities.
const { createSecureContext } = tls
let authority
tls.createSecureContext = (options) => {
  if (!options?.ca || !run.authority) return createSecureContext(options)
  authority ??= readFileSync(run.authority)
  return createSecureContext({ ...options, ca: [options.ca, authority].flat() })
}
require('node:module').syncBuiltinESMExports()
