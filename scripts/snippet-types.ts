/**
 * Checks the types of every TypeScript snippet in README.md and docs/, in one compile, as a reader's project would be
 * checked. Run by `npm run types`. Each error is reported at its line of the document.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'

interface Snippet {
  readonly document: string
  /** The line of the document before its first. */
  readonly line: number
  readonly code: string
}

const documents = ['README.md', ...readdirSync('docs').map((file) => join('docs', file))].filter((file) =>
  file.endsWith('.md'),
)

/** Indented ones (in lists) too, without their indentation. */
const snippetsOf = (document: string): readonly Snippet[] => {
  const text = readFileSync(document, 'utf8')
  return [...text.matchAll(/^( *)```ts\n([\s\S]*?)^ *```$/gm)].map(
    ({ 1: indent = '', 2: code = '', index }) => ({
      document,
      line: text.slice(0, index).split('\n').length,
      code: code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    }),
  )
}

/** What a snippet takes for granted: shown before it in its document, or the reader's own code. */
const SURROUNDINGS = `
import type * as http from 'node:http'
import type * as library from 'stuntdouble/client'
declare global {
  const KieClient: typeof library.KieClient
  const EvolinkClient: typeof library.EvolinkClient
  const isClientError: typeof library.isClientError
  const createServer: typeof http.createServer
  const client: library.KieClient
  const evolink: library.EvolinkClient
  const request: Parameters<library.KieClient['videos']['create']>[0]
  const handle: Awaited<ReturnType<library.KieClient['videos']['create']>>
  const video: Awaited<ReturnType<library.KieClient['videos']['createAndWait']>>
  const receiver: ReturnType<library.KieClient['callbacks']['receiver']>
  const headers: Record<string, string>
  const body: string
  const signal: AbortSignal
  const ours: Set<string>
  const foreignIds: string[]
  const save: (...what: unknown[]) => void
  const traced: typeof fetch
  const yourClient: (options: { baseUrl: string; apiKey: string }) => {
    createVideo: (prompt: string) => Promise<void>
  }
}
declare module 'stuntdouble/client' {
  interface EvolinkRequests {
    sketchbook: {
      path: '/v1/images/generations'
      request: { model: 'sketchbook-2'; prompt: string; size: string }
    }
  }
}
`

const FOLDER = '.snippets'

const CONFIG = {
  extends: '../tsconfig.json',
  // A snippet may show a value that it does not use.
  compilerOptions: { noUnusedLocals: false, noUnusedParameters: false },
  include: ['*.ts'],
}

const nameOf = ({ document, line }: Snippet): string => `${basename(document, '.md')}-${line}.ts`

/** `docs/api.md:12: …` for tsc's `.snippets/api-3.ts(9,1): …`. */
const placed = (output: string, snippets: readonly Snippet[]): string =>
  output.replaceAll(/^\.snippets\/([\w-]+\.ts)\((\d+),\d+\)/gm, (all, name: string, line: string) => {
    const snippet = snippets.find((each) => nameOf(each) === name)
    return snippet === undefined ? all : `${snippet.document}:${snippet.line + Number(line)}`
  })

const main = (): number => {
  const snippets = documents.flatMap(snippetsOf)
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(FOLDER)
  try {
    writeFileSync(join(FOLDER, 'tsconfig.json'), JSON.stringify(CONFIG))
    writeFileSync(join(FOLDER, 'surroundings.ts'), SURROUNDINGS)
    // The service of the README and the recipes is a file of the examples.
    writeFileSync(
      join(FOLDER, 'service.ts'),
      "export { startService } from '../examples/recipes/vitest/service.ts'\n",
    )
    for (const snippet of snippets)
      writeFileSync(join(FOLDER, nameOf(snippet)), `${snippet.code}\nexport {}\n`)
    execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', FOLDER], { encoding: 'utf8' })
    return 0
  } catch (error) {
    const { stdout } = error as { readonly stdout?: string }
    if (stdout === undefined) throw error
    console.error(placed(stdout, snippets))
    return 1
  } finally {
    if (!process.argv.includes('--keep')) rmSync(FOLDER, { recursive: true, force: true })
  }
}

if (!existsSync('dist/types')) console.error('Build first: npm run build.')
process.exitCode = main()
