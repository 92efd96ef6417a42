/**
 * Measures what bench/README.md says, and writes it: ratios against a baseline in the same run. Takes a quarter of an hour
 * on two cores that nothing else uses. `npm run bench -- start` measures and prints only what is named.
 */
import { cpus } from 'node:os'
import { build } from 'esbuild'
import { loadProgram } from './load/program.ts'
import { callbacks, client, memory } from './measure/in-process.ts'
import { peers } from './measure/peers.ts'
import { scale } from './measure/scale.ts'
import { size } from './measure/size.ts'
import { startUp } from './measure/start-up.ts'
import { state } from './measure/state.ts'
import { throughput } from './measure/throughput.ts'
import { type Conditions, writeReadme, writeSection } from './report/readme.ts'
import { markdownOf, type Table } from './report/table.ts'
import { short } from './short.ts'

const measurements: Readonly<Record<string, () => Promise<readonly Table[]>>> = {
  throughput,
  scale,
  state,
  memory,
  callbacks,
  client,
  start: startUp,
  size,
}

// Node 20 runs no TypeScript, and tsx would be measured too.
await build({
  entryPoints: [
    'bench/servers/fastify.ts',
    'bench/servers/http.ts',
    'bench/servers/receiver.ts',
    'bench/load/autocannon-process.ts',
    'bench/measure/callbacks-process.ts',
    'bench/measure/client-process.ts',
    'bench/measure/memory-process.ts',
  ],
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  outdir: 'dist-bench',
  outbase: 'bench',
})

const words = process.argv.slice(2)
const asked = words.filter((word) => !word.startsWith('--'))
const unknown = [
  ...asked.filter((name) => measurements[name] === undefined),
  ...words.filter((word) => word.startsWith('--') && word !== '--short' && word !== '--peers'),
]
if (unknown.length > 0)
  throw new Error(
    `There is no ${unknown.join(', ')}: ${Object.keys(measurements).join(', ')}, --short, --peers`,
  )

const machine = `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'})`
console.log(`node ${process.version}, ${machine}, load by ${loadProgram.name}`)

const failed: string[] = []

/** Goes on when one of them fails: the others took minutes. */
const measureAll = async (): Promise<readonly Table[]> => {
  const tables: Table[] = []
  const chosen = words.includes('--peers') ? { peers } : measurements
  for (const [name, measure] of Object.entries(chosen)) {
    if (asked.length > 0 && !asked.includes(name)) continue
    try {
      for (const table of await measure()) {
        console.log(`\n${table.title}\n${markdownOf(table)}`)
        tables.push(table)
      }
    } catch (error) {
      console.error(`\n${name} could not be measured:`, error)
      failed.push(name)
    }
  }
  return tables
}

const startedAt = performance.now()
const conditions = (): Conditions => ({
  date: new Date().toISOString().slice(0, 10),
  machine,
  node: process.version,
  load: loadProgram.name,
  failed,
  minutes: (performance.now() - startedAt) / 60_000,
})

if (words.includes('--short')) await short()
else {
  const tables = await measureAll()
  if (words.includes('--peers')) for (const table of tables) writeSection('bench', table, conditions())
  else if (asked.length === 0) writeReadme('bench', tables, conditions())
}
process.exit(failed.length === 0 ? 0 : 1)
