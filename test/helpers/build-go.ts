import { execFile } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** Compiles a Go program. What Go keeps of it is in a folder other than the user's own, the same in each run. Returns the program. */
export const buildGo = async (source: string, program: string): Promise<string> => {
  const env = { ...process.env, GOCACHE: join(tmpdir(), 'stuntdouble-go-cache') }
  await promisify(execFile)('go', ['build', '-ldflags=-s -w', '-o', program, source], { env })
  return program
}
