import { execFileSync } from 'node:child_process'
import { LOAD_CORE, pinned } from '../processes.ts'
import type { Load, LoadProgram } from './load.ts'

/** Where wrk is missing. Its own ceiling lies near a bare server's, which lifts the ratio of polls. */
export const autocannonLoad: LoadProgram = {
  name: 'autocannon',
  run: (url, request, seconds) => {
    const args = ['dist-bench/load/autocannon-process.js', url, String(seconds), JSON.stringify(request)]
    const [command, rest] = pinned(LOAD_CORE, process.execPath, args)
    return JSON.parse(execFileSync(command, rest, { encoding: 'utf8' })) as Load
  },
}
