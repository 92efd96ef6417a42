import { fileURLToPath } from 'node:url'
import { perform } from '../perform.ts'
import { processRunner } from '../process-runner.ts'
import { start } from '../start.ts'

process.exitCode = await perform(
  processRunner(fileURLToPath(new URL('../stuntdouble.js', import.meta.url))),
  start,
)
