import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the hooks: beside this file as source, in `dist/run-hooks` as part of a bundle. */
export const hooksFolder = (start: string = dirname(fileURLToPath(import.meta.url))): string => {
  for (const folder of [join(start, 'hooks'), join(start, 'run-hooks')]) {
    if (existsSync(join(folder, 'node.cjs'))) return folder
  }
  const parent = dirname(start)
  if (parent === start)
    throw new Error('The hooks of stuntdouble run are missing: install the package again.')
  return hooksFolder(parent)
}
