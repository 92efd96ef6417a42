/**
 * Measures what bench/README.md says: ratios against a baseline in the same run. Takes some three minutes on two cores
 * that nothing else uses. `npm run bench -- start` measures only what is named: start, throughput, memory,
 * callbacks, client.
 */
import { execFileSync } from 'node:child_process'
import { cpus } from 'node:os'
import { build } from 'esbuild'
import { LOAD_CORE, pinned, startNode } from './processes.ts'
import { startUp } from './start-up.ts'
import { throughput } from './throughput.ts'

const callbacks = async (): Promise<readonly string[]> => {
  const receiver = await startNode(['dist-bench/receiver.js'])
  const [command, args] = pinned(LOAD_CORE, process.execPath, ['dist-bench/callbacks.js', receiver.line])
  const line = execFileSync(command, args, { encoding: 'utf8' }).trim()
  receiver.child.kill()
  return [line]
}

const client = async (): Promise<readonly string[]> => [
  execFileSync(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'bench/client.ts'], {
    encoding: 'utf8',
  }).trim(),
]

const memory = async (): Promise<readonly string[]> => [
  execFileSync(process.execPath, ['--expose-gc', '--max-old-space-size=4096', 'dist-bench/memory.js'], {
    encoding: 'utf8',
  }).trim(),
]

const measurements: Readonly<Record<string, () => Promise<readonly string[]>>> = {
  start: startUp,
  throughput,
  memory,
  callbacks,
  client,
}

// Node 20 runs no TypeScript, and tsx would be measured too.
await build({
  entryPoints: [
    'bench/bare-fastify.ts',
    'bench/load.ts',
    'bench/receiver.ts',
    'bench/callbacks.ts',
    'bench/memory.ts',
  ],
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  outdir: 'dist-bench',
})
const asked = process.argv.slice(2)
console.log(`node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'})`)
for (const [name, measure] of Object.entries(measurements)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  for (const line of await measure()) console.log(line)
}
