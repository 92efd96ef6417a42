import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Table } from '../report/table.ts'

interface Locked {
  readonly dev?: boolean
  readonly peer?: boolean
  readonly optional?: boolean
}

/** The folders of the packages that are installed with ours. */
const installedWithUs = (): readonly string[] => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Readonly<Record<string, Locked>>
  }
  return Object.entries(lock.packages)
    .filter(([folder, { dev, peer, optional }]) => folder !== '' && !dev && !peer && !optional)
    .map(([folder]) => folder)
}

const bytesIn = (folder: string): number =>
  readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name)
    return sum + (entry.isDirectory() ? bytesIn(path) : statSync(path).size)
  }, 0)

interface Packed {
  readonly size: number
  readonly unpackedSize: number
}

const packed = (): Packed => {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts']
  const [one] = JSON.parse(execFileSync('npm', args, { encoding: 'utf8' })) as readonly Packed[]
  if (one === undefined) throw new Error('npm pack printed nothing')
  return one
}

const MEBI = 1024 * 1024
const mib = (bytes: number): string => `${(bytes / MEBI).toFixed(1)} MiB`

/** What `npm install stuntdouble` brings. */
export const size = async (): Promise<readonly Table[]> => {
  const own = packed()
  const others = installedWithUs().map((folder) => ({
    label: folder.replace('node_modules/', ''),
    bytes: bytesIn(folder),
  }))
  const parts = [{ label: 'stuntdouble', bytes: own.unpackedSize }, ...others]
  const sum = parts.reduce((all, { bytes }) => all + bytes, 0)
  return [
    {
      title: 'Size',
      about: `What \`npm install stuntdouble\` brings: ${parts.length} packages. The package itself is ${mib(own.size)} to download.`,
      columns: ['package', 'installed'],
      rows: [...parts.map(({ label, bytes }) => [label, mib(bytes)]), ['together', mib(sum)]],
      chart: {
        scale: 'MiB installed',
        bars: parts.map(({ label, bytes }) => ({ label, value: bytes / MEBI })),
      },
    },
  ]
}
