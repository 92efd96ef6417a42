import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder of its own for a test, gone with it. */
export const stateFolder = () => {
  const home = mkdtempSync(join(tmpdir(), 'stuntdouble-state-'))
  const path = join(home, 'state')
  let copies = 0
  return {
    path,
    files: (): readonly string[] => readdirSync(path).sort(),
    /** What a process that was killed right now would leave behind, as another folder. */
    asLeftByAKill: (): string => {
      const copy = join(home, `copy-${++copies}`)
      cpSync(path, copy, { recursive: true })
      // The process that holds it, which is this one, would be gone.
      rmSync(join(copy, 'lock.json'), { force: true })
      return copy
    },
    [Symbol.dispose]: () => rmSync(home, { recursive: true, force: true }),
  }
}
