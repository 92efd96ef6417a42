import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** What makes the namespaces, with Debian's package of it. */
const TOOLS = { unshare: 'util-linux', setpriv: 'util-linux', mount: 'mount', ip: 'iproute2' } as const

/**
 * Namespaces of network, mounts and processes. The processes end with the first of them, and that ends with us, so that
 * nothing stays behind, however this ends.
 */
const NAMESPACES = ['--net', '--mount', '--pid', '--fork', '--kill-child'] as const
/** For everybody but root: the same user inside, with rights over the namespaces only. */
const AS_USER = ['--map-current-user', '--keep-caps'] as const

/** Whether a command may be isolated here: how, or why not and what to do about it, in one sentence. */
export type Isolation =
  | { readonly isAllowed: true; readonly launcher: readonly string[] }
  | { readonly isAllowed: false; readonly reason: string }

const refused = (reason: string): Isolation => ({ isAllowed: false, reason })

const isThere = (tool: string, path: string): boolean =>
  path.split(delimiter).some((folder) => existsSync(join(folder, tool)))

/** Tools of the system are not on every user's PATH. */
export const systemPath = (own: NodeJS.ProcessEnv): string =>
  [own.PATH, '/usr/sbin', '/usr/bin', '/sbin', '/bin'].filter(Boolean).join(delimiter)

const launcherOf = (flags: readonly string[]): readonly string[] => [
  'setpriv',
  '--pdeathsig',
  'KILL',
  'unshare',
  ...flags,
]

const works = (launcher: readonly string[], path: string): boolean => {
  const [program = '', ...args] = launcher
  const probe = 'ip link set lo up && mount --bind /etc /etc'
  return (
    spawnSync(program, [...args, 'sh', '-c', probe], { env: { PATH: path }, stdio: 'ignore' }).status === 0
  )
}

/** Finds out by trying. */
export const isolationHere = (own: NodeJS.ProcessEnv): Isolation => {
  if (process.platform !== 'linux') return refused('it needs namespaces, which only Linux has')
  const path = systemPath(own)
  for (const [tool, name] of Object.entries(TOOLS)) {
    if (!isThere(tool, path))
      return refused(`it needs ${tool}, of the package ${name}, which is not installed`)
  }
  const isRoot = process.getuid?.() === 0
  const ways = [...(isRoot ? [[...NAMESPACES]] : []), [...AS_USER, ...NAMESPACES]]
  const launcher = ways.map(launcherOf).find((each) => works(each, path))
  return launcher === undefined ? refused(whyNot()) : { isAllowed: true, launcher }
}

const setting = (name: string): string => {
  try {
    return readFileSync(`/proc/sys/${name}`, 'utf8').trim()
  } catch {
    return ''
  }
}

const whyNot = (): string => {
  if (setting('kernel/apparmor_restrict_unprivileged_userns') === '1')
    return 'this system restricts user namespaces; allow them with: sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0'
  if (setting('kernel/unprivileged_userns_clone') === '0')
    return 'this system forbids user namespaces; allow them with: sudo sysctl kernel.unprivileged_userns_clone=1'
  if (setting('user/max_user_namespaces') === '0')
    return 'this system allows no user namespaces; allow them with: sudo sysctl user.max_user_namespaces=15000'
  return 'this system does not let it make namespaces; in Docker, start the container with --security-opt seccomp=unconfined --cap-add SYS_ADMIN'
}
