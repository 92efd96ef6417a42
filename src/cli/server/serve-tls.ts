import { writeFileSync } from 'node:fs'
import { type ServedHosts, type ServeOptions, serveHosts } from '../../run/index.ts'
import { EXIT, UsageError } from '../flags/usage-error.ts'
import type { Io } from '../terminal/io.ts'
import { aborted } from './aborted.ts'

/** Where the hosts are served, and where their certificate is written. */
export interface TlsPlace {
  readonly port: number
  readonly address: string
  readonly caFile: string | undefined
}

const banner = ({ url, port, hosts, authority }: ServedHosts, { address, caFile }: TlsPlace): string =>
  `stuntdouble serves ${hosts.join(', ')} on ${address}, port ${port}

  Point those names there (extra_hosts in Compose, /etc/hosts), and let clients trust the certificate${
    caFile === undefined ? ':' : ` in ${caFile}.`
  }
  It is good for these hosts alone, and for as long as this runs. Where they point here, nothing reaches the providers.
  The control API is on ${url}/__stuntdouble/.

Stop with Ctrl-C.
${caFile === undefined ? `\n${authority}` : ''}`

/** Serves the named hosts over TLS until a signal. Returns the exit code. */
export const serveTls = async (io: Io, options: ServeOptions, place: TlsPlace): Promise<number> => {
  const stopped = aborted(io.signal)
  await using served = await open(options, place)
  if (place.caFile !== undefined) writeFileSync(place.caFile, served.authority)
  io.stdout.write(banner(served, place))
  await stopped
  return EXIT.ok
}

const open = async (options: ServeOptions, { port, address }: TlsPlace): Promise<ServedHosts> => {
  try {
    return await serveHosts(options, port, address)
  } catch (error) {
    const { code, syscall, port: failed } = error as NodeJS.ErrnoException & { readonly port?: number }
    if (syscall !== 'listen' || failed !== port || code === undefined) throw error
    const why =
      code === 'EADDRINUSE'
        ? 'it is in use; pass another --tls-port'
        : code === 'EACCES'
          ? 'ports below 1024 need more rights; pass another --tls-port, such as 8443'
          : code
    throw new UsageError(`Cannot listen on ${address}, port ${port}: ${why}.`)
  }
}
