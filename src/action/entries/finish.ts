import { fileURLToPath } from 'node:url'
import { finish } from '../finish.ts'
import { perform } from '../perform.ts'
import { processRunner } from '../process-runner.ts'

process.exitCode = await perform(
  processRunner(fileURLToPath(new URL('../stuntdouble.js', import.meta.url))),
  finish,
)
