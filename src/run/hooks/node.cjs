// Loaded into every Node process of a run by NODE_OPTIONS=--require. Whoever connects to a host that the run stands in
// for gets its port on this machine instead: below every HTTP client there is, and below its proxy settings. It must
// work in any Node from 20 on, in workers, and beside whatever else is preloaded.
'use strict'
const net = require('node:net')
const { appendFileSync } = require('node:fs')

/** What the run says to its hooks: the port, the hosts, its authority and the file with it, the file of others, whether others are blocked. */
const run = JSON.parse(process.env.STUNTDOUBLE_RUN_HOOKS || '{"hosts":[]}')
// A command that is Node itself starts without this variable (environment/trust.ts says why), because what is below does
// the same. Its children may be anything.
if (run.authority) process.env.NODE_EXTRA_CA_CERTS ??= run.authority
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

const trusting = new WeakSet()

/** Adds the run's authority to a TLS context, whatever others it has. */
const trust = (context) => {
  if (!run.authorityPem || trusting.has(context)) return
  trusting.add(context)
  context.context.addCACert(run.authorityPem)
}

let trustsContextsToCome = false

/**
 * For TLS over a connection that is there already: to the run's port as to a proxy, or to a proxy of the program's own. Not
 * from the start, because loading node:tls takes 5 to 20 ms, which every Node process of the run would wait for.
 */
const trustInContextsToCome = () => {
  if (trustsContextsToCome) return
  trustsContextsToCome = true
  const tls = require('node:tls')
  const { createSecureContext, connect: connectTls } = tls
  tls.createSecureContext = (options) => {
    const context = createSecureContext(options)
    trust(context)
    return context
  }
  tls.connect = (...given) => {
    const options = given.find((each) => each?.secureContext)
    if (options) trust(options.secureContext)
    return connectTls(...given)
  }
  require('node:module').syncBuiltinESMExports()
}

const connect = net.Socket.prototype.connect
net.Socket.prototype.connect = function (...given) {
  // Node's own callers hand over one array, already in order; its first entry is the options.
  const list = Array.isArray(given[0]) ? given[0] : given
  const [first] = list
  const isOptions = typeof first === 'object' && first !== null
  const isPort = !isOptions && (typeof first === 'number' || /^\d+$/.test(String(first)))
  // Without a host it is this machine, or a socket in its file system.
  const host = isOptions ? (first.path ? undefined : first.host) : isPort ? list[1] : undefined
  const fate = typeof host === 'string' ? fateOf(host, isOptions ? first.servername : undefined) : 'here'
  // A TLS socket has its context already; what speaks TLS over another socket has yet to make one.
  const context = this._handle?._secureContext
  if (fate === 'double' && context) trust(context)
  else trustInContextsToCome()
  if (fate === 'blocked' || fate === 'passed') note(host, fate)
  if (fate === 'blocked') return refuse(this, host)
  if (fate !== 'double') return connect.apply(this, given)
  if (isOptions) list[0] = redirected(first)
  else list.splice(0, 2, run.port, '127.0.0.1')
  return connect.apply(this, given)
}
