import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** A fenced block of a document. */
export interface Block {
  readonly language: string
  readonly text: string
  readonly line: number
}

export interface Document {
  readonly file: string
  readonly text: string
  readonly blocks: readonly Block[]
}

const blocksOf = (text: string): readonly Block[] =>
  [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(({ 1: language = '', 2: body = '', index }) => ({
    language,
    text: body,
    line: text.slice(0, index).split('\n').length,
  }))

const read = (file: string): Document => {
  const text = readFileSync(file, 'utf8')
  return { file, text, blocks: blocksOf(text) }
}

/** Every document of the project. */
export const documents: readonly Document[] = [
  ...['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'skills/stuntdouble/SKILL.md'],
  ...readdirSync('docs')
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
].map(read)

export const documentNamed = (file: string): Document =>
  documents.find((document) => document.file === file) ?? read(file)

/** A text in which `…` stands for anything, spaces at its ends aside. */
export const patternOf = (text: string): RegExp => {
  const parts = text
    .trim()
    .split('…')
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^\\s*${parts.join('[\\s\\S]*')}\\s*$`)
}

/** The first words of a command that runs a program, per language, and how to ask whether it is there. */
const RUNTIMES = { python3: ['--version'], go: ['version'], php: ['--version'] } as const

export type Runtime = keyof typeof RUNTIMES

export const runtimes = Object.keys(RUNTIMES) as readonly Runtime[]

const isThere = (runtime: Runtime): boolean => {
  try {
    return execFileSync(runtime, RUNTIMES[runtime]).length > 0
  } catch {
    console.warn(`${runtime} is not installed: what is written for it is not run.`)
    return false
  }
}

const found = new Map<Runtime, boolean>()

/** Whether what is written for this runtime can be run; says so, once, where it cannot. */
export const has = (runtime: Runtime): boolean => {
  const known = found.get(runtime) ?? isThere(runtime)
  found.set(runtime, known)
  return known
}
