import { isMap, isScalar, LineCounter, parseDocument, visit } from 'yaml'
import { isObject, type Json } from './json.ts'
import { PageError, type PageProblem } from './page.ts'

const largestBlock = 256 * 1024
const deepestNesting = 64
const mostAliases = 200
const mostNodes = 200_000

export interface YamlBlock {
  readonly value: Json
  readonly problems: readonly PageProblem[]
}

/**
 * Reads a YAML block that a stranger wrote: no custom tags, few aliases, bounded depth. `lineOfPage` turns a line of
 * the block, counted from 0, into the line of the page that a reader would look at.
 */
export const readYaml = (file: string, text: string, lineOfPage: (line: number) => number): YamlBlock => {
  const lineAt = (line: number): string => `line ${lineOfPage(line)}`
  const fail = (line: number, expected: string): never => {
    throw new PageError(file, lineAt(line), expected)
  }
  if (text.length > largestBlock) fail(0, 'a YAML block of at most 256 KiB')
  refuseDeepNesting(text, fail)

  const lines = new LineCounter()
  // Duplicate keys are looked for below: the parser's own check takes quadratic time.
  const document = parseDocument(text, {
    schema: 'core',
    prettyErrors: false,
    logLevel: 'silent',
    uniqueKeys: false,
    lineCounter: lines,
  })
  const lineOf = (offset: number): number => lines.linePos(offset).line - 1
  const [error] = document.errors
  if (error) fail(lineOf(error.pos[0]), `valid YAML (${error.message})`)

  const problems: PageProblem[] = []
  let aliases = 0
  visit(document, {
    Alias: (_key, node) => {
      aliases += 1
      if (aliases > mostAliases) fail(lineOf(node.range?.[0] ?? 0), `at most ${mostAliases} YAML aliases`)
    },
    Value: (_key, node) => {
      if (node.tag !== undefined)
        fail(lineOf(node.range?.[0] ?? 0), `YAML without tags, found ${node.tag.slice(0, 40)}`)
    },
    Map: (_key, node) => {
      if (node.tag !== undefined)
        fail(lineOf(node.range?.[0] ?? 0), `YAML without tags, found ${node.tag.slice(0, 40)}`)
      const seen = new Set<unknown>()
      for (const pair of node.items) {
        const key: unknown = isScalar(pair.key) ? pair.key.value : pair.key
        if (isMap(key)) fail(lineOf(node.range?.[0] ?? 0), 'plain keys')
        if (seen.has(key))
          problems.push({
            severity: 'warning',
            place: lineAt(lineOf(node.range?.[0] ?? 0)),
            message: `key ${String(key)} appears twice; the last one counts`,
          })
        seen.add(key)
      }
    },
  })
  return { value: toJson(document, fail), problems }
}

type Fail = (line: number, expected: string) => never

const toJson = (document: ReturnType<typeof parseDocument>, fail: Fail): Json => {
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
  const indents: number[] = []
  for (const [index, line] of text.split('\n').entries()) {
    const indent = line.length - line.trimStart().length
    if (indent < line.length) {
      while ((indents.at(-1) ?? -1) >= indent) indents.pop()
      indents.push(indent)
    }
    for (const character of line) {
      if (character === '[' || character === '{') open += 1
      else if ((character === ']' || character === '}') && open > 0) open -= 1
    }
    const dashes = /^(?:\s*[-?:](?=\s))+/.exec(line)?.[0].replace(/\s/g, '').length ?? 0
    if (open > deepestNesting || indents.length + dashes > deepestNesting)
      fail(index, `at most ${deepestNesting} levels of nesting`)
  }
}
