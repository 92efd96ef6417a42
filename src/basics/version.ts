import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The package's version: its package.json is the nearest one above this file, built or not. */
export const version = (folder: string = dirname(fileURLToPath(import.meta.url))): string => {
  try {
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
    return version
  } catch {
    const parent = dirname(folder)
    return parent === folder ? 'unknown' : version(parent)
  }
}
