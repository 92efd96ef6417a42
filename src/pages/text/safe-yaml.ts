import {
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLMap,
} from 'yaml'
import { isObject, type Json } from '../../contracts/check/json.ts'
import { PageError, type PageProblem } from './page.ts'

const LARGEST_BLOCK = 1024 * 1024
// What takes the parser its time is not length but marks (up to 10 µs each where every one is an error): 80,000 are below
// a second, and more than a page of 1 MB has.
export const mostMarks = 80_000
const marks = /[[\]{},"'&*!]|[-?:](?=\s)|[\n%]/g
const deepestNesting = 64
const mostAliases = 200
const mostStrays = 200
const mostNodes = 200_000

/** How much work a text is for the parser. Brackets, commas and quotes cost twice as much as lines. */
export const marksIn = (text: string): number =>
  (text.match(marks)?.length ?? 0) + (text.match(/[[\]{},"']/g)?.length ?? 0)

export interface YamlBlock {
  readonly value: Json
  readonly problems: readonly PageProblem[]
}

/**
 * Reads a YAML block that a stranger wrote: no tags, few aliases, bounded depth. `lineOfPage` turns a line of the
 * block, counted from 0, into the line of the page that a reader would look at.
 */
export const readYaml = (file: string, text: string, lineOfPage: (line: number) => number): YamlBlock => {
  const fail: Fail = (line, expected) => {
    throw new PageError(file, `line ${lineOfPage(line)}`, expected)
  }
  if (text.length > LARGEST_BLOCK) fail(0, 'a YAML block of at most 1 MiB')
  refuseDeepNesting(text, fail)
  if (marksIn(text) > mostMarks)
    fail(0, `a YAML block with at most ${mostMarks} line breaks, brackets, quotes and the like`)
  const lineCounter = new LineCounter()
  // Duplicate keys are looked for below: the parser's own check takes quadratic time.
  const options = {
    schema: 'core',
    prettyErrors: false,
    logLevel: 'silent',
    uniqueKeys: false,
    merge: true,
    lineCounter,
  } as const
  const document = parseDocument(text, options)
  const lineOf = (offset: number | undefined): number => lineCounter.linePos(offset ?? 0).line - 1
  const [error] = document.errors
  if (error) fail(lineOf(error.pos[0]), `valid YAML (${error.message})`)
  const nodes = nodesIn(document.contents)
  refuseTagsAndBombs(nodes, (node, expected) => fail(lineOf(node.range?.[0]), expected))
  const maps = nodes.filter((node) => isMap(node))
  keepTexts(maps)
  const problems = duplicateKeys(maps).map(({ node, key }): PageProblem => {
    const place = `line ${lineOfPage(lineOf(node.range?.[0]))}`
    return { severity: 'warning', place, message: `key ${key} appears twice; the last one counts` }
  })
  return { value: toJson(document, fail), problems }
}

type Parsed = ReturnType<typeof parseDocument>

/** Every node, each before what is inside it. The parser's own `visit` copies the path to each, which takes a fifth as long as parsing. */
const nodesIn = (contents: unknown): readonly Node[] => {
  const nodes: Node[] = []
  const add = (node: unknown): void => {
    if (isPair(node)) {
      add(node.key)
      add(node.value)
    }
    if (!isNode(node)) return
    nodes.push(node)
    if (isCollection(node)) for (const item of node.items) add(item)
  }
  add(contents)
  return nodes
}

const refuseTagsAndBombs = (nodes: readonly Node[], fail: (node: Node, expected: string) => never): void => {
  let aliases = 0
  for (const node of nodes)
    if (isAlias(node)) {
      aliases += 1
      if (aliases > mostAliases) fail(node, `at most ${mostAliases} YAML aliases`)
    } else if (node.tag !== undefined) fail(node, `YAML without tags, found ${node.tag.slice(0, 40)}`)
}

const duplicateKeys = (
  maps: readonly YAMLMap[],
): readonly { readonly node: Node; readonly key: string }[] => {
  const found: { readonly node: Node; readonly key: string }[] = []
  for (const node of maps) {
    const seen = new Set<unknown>()
    for (const { key } of node.items) {
      const name: unknown = isScalar(key) ? key.value : key
      if (seen.has(name)) found.push({ node: isScalar(key) ? key : node, key: String(name) })
      seen.add(name)
    }
  }
  return found
}

/** In the schema of a text, an unquoted `2.0` is the text "2.0", which as a number would be 2. */
const keepTexts = (maps: readonly YAMLMap[]): void => {
  const keep = (node: unknown): void => {
    if (isSeq(node)) for (const item of node.items) keep(item)
    else if (isScalar(node) && typeof node.value === 'number' && node.source !== undefined)
      node.value = node.source
  }
  for (const node of maps)
    if (node.get('type') === 'string')
      for (const key of ['default', 'const', 'enum', 'example', 'examples']) keep(node.get(key, true))
}

type Fail = (line: number, expected: string) => never

const toJson = (document: Parsed, fail: Fail): Json => {
  let value: Json
  try {
    value = document.toJS({ maxAliasCount: mostAliases })
  } catch (cause) {
    return fail(
      0,
      `YAML whose aliases can be resolved (${cause instanceof Error ? cause.message : 'unknown'})`,
    )
  }
  // An alias inside its own anchor makes a circle, which shows as endless depth.
  const waiting: [Json, number][] = [[value, 0]]
  for (let count = 0; waiting.length > 0; count += 1) {
    const [node, depth] = waiting.pop() ?? [null, 0]
    if (depth > deepestNesting) fail(0, `at most ${deepestNesting} levels of nesting`)
    if (count > mostNodes) fail(0, `at most ${mostNodes} YAML nodes`)
    if (Array.isArray(node)) for (const item of node) waiting.push([item, depth + 1])
    else if (isObject(node)) for (const item of Object.values(node)) waiting.push([item, depth + 1])
  }
  return value
}

/**
 * Refuses deep nesting before the parser sees it: on Node 20 a stack overflow inside the parser's regular
 * expressions ends the whole process ("RegExpCompiler Allocation failed"), which no `catch` can stop.
 */
const refuseDeepNesting = (text: string, fail: Fail): void => {
  let open = 0
  let strays = 0
  const indents: number[] = []
  for (const [index, line] of text.split('\n').entries()) {
    const indent = line.length - line.trimStart().length
    if (indent < line.length) {
      while ((indents.at(-1) ?? -1) >= indent) indents.pop()
      indents.push(indent)
    }
    for (const bracket of line.match(/[[\]{}]/g) ?? []) {
      if (bracket === '[' || bracket === '{') open += 1
      else if (open > 0) open -= 1
      else strays += 1
    }
    const dashes = /^(?:\s*[-?:](?=\s))+/.exec(line)?.[0].replace(/\s/g, '').length ?? 0
    if (strays > mostStrays) fail(index, 'an opening bracket for each closing one')
    if (open > deepestNesting || indents.length + dashes > deepestNesting)
      fail(index, `at most ${deepestNesting} levels of nesting`)
  }
}
