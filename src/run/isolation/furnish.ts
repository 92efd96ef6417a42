import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SYSTEM_BUNDLES } from '../environment/roots.ts'
import { BUNDLE } from '../environment/trust.ts'
import type { RunFolder } from '../folder.ts'
import type { NamedHosts } from '../named-hosts.ts'

const JAVA_STORES = ['/etc/ssl/certs/java/cacerts', '/etc/pki/java/cacerts'] as const

/** Which file replaces which file of the system, inside. */
const replacements = (
  hosts: NamedHosts,
  { path, write }: RunFolder,
): readonly (readonly [string, string])[] => {
  const own = existsSync('/etc/hosts') ? readFileSync('/etc/hosts', 'utf8').trimEnd() : '127.0.0.1 localhost'
  const lines = hosts.names.map((name) => `127.0.0.1 ${name}`)
  return [
    // The first line that names a host counts.
    ['/etc/hosts', write('hosts', `${lines.join('\n')}\n${own}\n`)],
    ['/etc/resolv.conf', write('resolv.conf', 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n')],
    ...SYSTEM_BUNDLES.map((file) => [file, join(path, BUNDLE)] as const),
    ...JAVA_STORES.map((file) => [file, join(path, 'trusted.jks')] as const),
  ]
}

/** Brings up the loopback interface, the only one inside. */
export const raiseLoopback = (): void => void execFileSync('ip', ['link', 'set', 'lo', 'up'])

/** Lets every program inside find the named hosts here and trust the run's authority, whatever files it reads. */
export const furnish = (hosts: NamedHosts, folder: RunFolder): void => {
  const mounts = replacements(hosts, folder)
    .filter(([file]) => existsSync(file))
    .map(([file, content]) => `mount --bind '${content}' '${file}'`)
  // Without its own /proc a program still finds itself in the outer one.
  const script = [...mounts, 'mount -t proc proc /proc 2>/dev/null || true'].join('\n')
  execFileSync('sh', ['-ec', script], { stdio: ['ignore', 'ignore', 'inherit'] })
}

/** The command without any rights over the namespaces it runs in. */
export const withoutRights = (command: readonly string[]): readonly string[] => [
  'setpriv',
  '--bounding-set=-all',
  '--inh-caps=-all',
  '--ambient-caps=-all',
  ...command,
]
