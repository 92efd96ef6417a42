/**
 * Builds `dist/`: a file for the command and one for each entry of the library, over parts that they share. What they
 * need of dependencies is inside: few files start faster than many.
 */
import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type BuildOptions, build } from 'esbuild'
import { leavingOut } from './left-out.ts'
import { allDocuments } from './llms-doc.ts'
import { type Group, mergeChunks } from './merged-chunks.ts'
import { minifiedDependencies } from './minified-dependencies.ts'
import { packedWasm } from './packed-wasm.ts'
import { noticesOf } from './third-party-notices.ts'

/** Built beside, then put in place at once: whoever runs `dist/` meanwhile finds it whole. */
const STAGE = `dist-${process.pid}`

/** The entries of the package. */
const LIBRARY = {
  simulator: 'src/simulator/index.ts',
  contracts: 'src/contracts/index.ts',
  client: 'src/client/index.ts',
  'ai-sdk': 'src/ai-sdk/index.ts',
  run: 'src/run/index.ts',
  vitest: 'src/simulator/in-process/vitest.ts',
  conformance: 'src/conformance/index.ts',
  'conformance-vitest': 'src/conformance/vitest.ts',
}

const SIMULATOR = 'src/simulator/start-simulator.ts'

/** What is loaded together, in the order in which commands need it. */
const GROUPS: readonly Group[] = [
  { name: 'command', sources: ['src/cli/here.ts'] },
  {
    name: 'shared',
    sources: ['src/cli/commands/run.ts'],
    sharedWith: ['src/cli/commands/start.ts', SIMULATOR],
  },
  { name: 'run', sources: ['src/cli/commands/run.ts'] },
  { name: 'settings', sources: ['src/cli/commands/start.ts'], sharedWith: [SIMULATOR] },
  { name: 'start', sources: ['src/cli/commands/start.ts'] },
  { name: 'simulator', sources: [SIMULATOR] },
  { name: 'validation', sources: ['src/simulator/validation/validation.ts'] },
  { name: 'courier', sources: ['src/simulator/callbacks/courier.ts'] },
  { name: 'control', sources: ['src/simulator/control/control-app.ts'] },
]

/** As they are written in the bundle. */
const written: BuildOptions = {
  // Not the identifiers: names stay in stack traces and in what Node prints of an error.
  minifyWhitespace: true,
  minifySyntax: true,
  charset: 'utf8',
  // The line that Node shows of the source is short.
  lineLimit: 200,
}

const shared: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  outdir: STAGE,
  splitting: true,
  metafile: true,
  legalComments: 'none',
  logLevel: 'warning',
  plugins: [leavingOut, packedWasm],
  // fastify and what it brings are CommonJS: they call require.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
}

const [bundle, forJest] = await Promise.all([
  // One bundle for all: what the command and the library share is there once.
  build({
    ...shared,
    entryPoints: {
      stuntdouble: 'src/cli/bin.ts',
      // What runs inside the namespaces of `run --isolate` is a program of its own.
      'run-inside': 'src/run/isolation/inside.ts',
      // What action/**/action.yml name: a runner of GitHub Actions starts them.
      ...Object.fromEntries(
        ['start', 'finish', 'contract', 'grade'].map((name) => [
          `action/${name}`,
          `src/action/entries/${name}.ts`,
        ]),
      ),
      ...LIBRARY,
    },
    chunkNames: 'chunks/[name]-[hash]',
    external: ['vitest'],
    plugins: [leavingOut, packedWasm, minifiedDependencies],
    ...written,
    // Its modules for Node are CommonJS, of which nothing can be left out; these are the same code.
    alias: { yaml: resolve('node_modules/yaml/browser/dist/index.js') },
  }),
  // Jest loads setup files as CommonJS.
  build({
    ...shared,
    entryPoints: { jest: 'src/simulator/in-process/jest.ts' },
    format: 'cjs',
    splitting: false,
    banner: {},
    outExtension: { '.js': '.cjs' },
  }),
])
const { splitting: _, outdir: __, metafile: ___, ...bare } = shared
await mergeChunks(bundle.metafile, GROUPS, { ...bare, ...written })
// Served as it is: no build step hides what the browser gets.
cpSync('src/console', `${STAGE}/console`, {
  recursive: true,
  filter: (file) => !/\.json$|\.d\.ts$/.test(file),
})
// Read by the runtimes of others, each in its own language.
cpSync('src/run/hooks', `${STAGE}/run-hooks`, {
  recursive: true,
  filter: (path) => !path.includes('__pycache__'),
})
writeFileSync(`${STAGE}/THIRD-PARTY-NOTICES.txt`, noticesOf([bundle.metafile, forJest.metafile]))
writeFileSync(`${STAGE}/llms-full.txt`, allDocuments())
chmodSync(`${STAGE}/stuntdouble.js`, 0o755)
rmSync('dist', { recursive: true, force: true })
renameSync(STAGE, 'dist')
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
  stdio: 'inherit',
})
// The entry for Jest is CommonJS, and so must its types be.
cpSync('dist/types/simulator/in-process/jest.d.ts', 'dist/jest.d.cts')
