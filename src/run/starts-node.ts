import { accessSync, closeSync, constants, openSync, readSync, realpathSync, statSync } from 'node:fs'
import { basename, delimiter, resolve } from 'node:path'

/** What a shell looks for: a program's name, and where it looks. */
export interface Program {
  readonly name: string
  readonly cwd: string
  /** The variable PATH. */
  readonly path: string
}

/** Longer than the first line of any script that Node runs. */
const FIRST_LINE_BYTES = 80

/** `#!/usr/bin/env node`, `#!/usr/bin/env -S node --flag` and `#!/usr/local/bin/node`; not with variables in between. */
const RUN_BY_NODE = /^#! *\S*\/(env( -S)? +)?node\s/

/** The file that would be run, behind all links. */
const fileOf = ({ name, cwd, path }: Program): string | undefined => {
  for (const place of name.includes('/') ? ['.'] : path.split(delimiter)) {
    try {
      const file = realpathSync(resolve(cwd, place, name))
      accessSync(file, constants.R_OK | constants.X_OK)
      if (statSync(file).isFile()) return file
    } catch {
      // It is in another place, or nowhere.
    }
  }
  return undefined
}

const firstLineOf = (file: string): string => {
  const descriptor = openSync(file, 'r')
  try {
    const bytes = Buffer.alloc(FIRST_LINE_BYTES)
    return bytes.toString('latin1', 0, readSync(descriptor, bytes, 0, FIRST_LINE_BYTES, 0))
  } finally {
    closeSync(descriptor)
  }
}

/** Whether what is started is Node: `node` itself, or a script whose first line names it, such as `npm`. */
export const startsNode = (program: Program): boolean => {
  const file = fileOf(program)
  return file !== undefined && (basename(file) === 'node' || RUN_BY_NODE.test(firstLineOf(file)))
}
