import { hasCommand } from '../processes.ts'
import { autocannonLoad } from './autocannon.ts'
import type { LoadProgram } from './load.ts'
import { wrk } from './wrk.ts'

/** wrk where it is installed (`apt install wrk`). */
export const loadProgram: LoadProgram = hasCommand('wrk') ? wrk : autocannonLoad
