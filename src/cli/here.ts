import { run } from './main.ts'
import { processIo } from './terminal/process-io.ts'

/** Runs the command line of this process. Returns the exit code. */
export const runHere = (): Promise<number> => run(process.argv.slice(2), processIo())
