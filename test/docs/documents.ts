import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

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

/** Every document that tells people what to type, word for word. */
export const documents: readonly Document[] = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'docs/README.md',
  'docs/api.md',
  'docs/bill.md',
  'docs/callbacks.md',
  'docs/cli.md',
  'docs/clock.md',
  'docs/control-api.md',
  'docs/docker.md',
  'docs/families.md',
  'docs/getting-started.md',
  'docs/pictures.md',
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

/** Whether what is written in Python can be run; says so where it cannot. */
export const hasPython = (): boolean => {
  try {
    return execFileSync('python3', ['--version']).length > 0
  } catch {
    console.warn('python3 is not installed: examples/generate_video.py is not run.')
    return false
  }
}
