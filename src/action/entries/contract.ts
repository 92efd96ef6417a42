import { fileURLToPath } from 'node:url'
import { contract } from '../contract.ts'
import { perform } from '../perform.ts'
import { processRunner } from '../process-runner.ts'

process.exitCode = await perform(
  processRunner(fileURLToPath(new URL('../stuntdouble.js', import.meta.url))),
  contract,
)
