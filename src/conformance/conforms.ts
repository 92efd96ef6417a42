import type { core } from 'zod'
import { simpleIssues } from '../contracts/check/zod-issues.ts'
import type { ProviderContract } from '../contracts/contract.ts'
import { schemasOf } from '../contracts/schemas.ts'
import { pathText, shown } from './json-path.ts'
import type { Judge } from './judge.ts'
import type { Exchange } from './wire/wire.ts'

type Issue = core.$ZodIssue
type Node = Readonly<Record<string, unknown>>

/** What alternatives say alike of one place is said once. */
const onePerPlace = (issues: readonly Issue[]): readonly Issue[] =>
  [...new Map(issues.toReversed().map((issue) => [issue.path.join('.'), issue])).values()].reverse()

const nodeOf = (value: unknown): Node => (typeof value === 'object' && value !== null ? (value as Node) : {})

/** Holds values to the schemas of a provider, and tells what only the wire has shown from what the pages state. */
export class Shapes {
  readonly #contract: ProviderContract
  readonly #schemas: ReturnType<typeof schemasOf>

  constructor(contract: ProviderContract) {
    this.#contract = contract
    this.#schemas = schemasOf(contract.openapi)
  }

  /** Every place where a value is not as the component says becomes a finding at its JSON path. */
  check(judge: Judge, component: string, value: unknown, exchange?: Exchange, root = '$'): void {
    const { error } = this.#schemas.component(component).safeParse(value)
    const node = this.#component(component)
    const leaves = onePerPlace((error?.issues ?? []).flatMap((issue) => simpleIssues(issue, value)))
    for (const leaf of leaves) this.#report(judge, leaf, value, node, exchange, root)
    if (error !== undefined && leaves.length === 0) {
      judge.fails({
        at: root,
        documented: component,
        observed: shown(value),
        message: 'fits no shape of the contract',
        exchange,
      })
    }
    this.#mark(judge, node, value, [], exchange, root)
  }

  #report(
    judge: Judge,
    { path, message }: Issue,
    value: unknown,
    node: Node,
    exchange: Exchange | undefined,
    root: string,
  ): void {
    const actual = path.reduce<unknown>((here, key) => nodeOf(here)[String(key)], value)
    judge.fails({
      at: pathText(path, root),
      documented: describe(this.#at(node, path)),
      observed: shown(actual),
      message:
        actual === undefined
          ? `${String(path.at(-1) ?? 'the body')} is missing`
          : message.replace(/^Invalid input: /, ''),
      exchange,
    })
  }

  #component(name: string): Node {
    return nodeOf(this.#contract.openapi.components?.schemas?.[name])
  }

  #resolved(node: Node): Node {
    const { $ref } = node
    return typeof $ref === 'string' ? this.#component($ref.slice('#/components/schemas/'.length)) : node
  }

  #at(node: Node, path: readonly PropertyKey[]): Node {
    return path.reduce<Node>((here, key) => {
      const resolved = this.#resolved(here)
      return typeof key === 'number'
        ? nodeOf(resolved.items)
        : nodeOf(nodeOf(resolved.properties)[String(key)])
    }, node)
  }

  /** Fields nobody knows, fields and values only the wire has shown, and JSON inside texts. */
  #mark(
    judge: Judge,
    given: Node,
    value: unknown,
    path: readonly PropertyKey[],
    exchange: Exchange | undefined,
    root: string,
  ): void {
    const node = this.#resolved(given)
    const at = pathText(path, root)
    const source = `observed: specs/overlays/${this.#contract.name}.yaml`
    if (Array.isArray(node['x-observed-values']) && node['x-observed-values'].includes(value)) {
      judge.reads({
        isDocumented: false,
        isObserved: true,
        at,
        documented: describe(node),
        known: shown(value),
        actual: shown(value),
        source,
        exchange,
        message: `${at} is ${shown(value)}`,
      })
    }
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries())
        this.#mark(judge, nodeOf(node.items), item, [...path, index], exchange, root)
    } else if (typeof value === 'object' && value !== null && node.properties !== undefined) {
      for (const [key, inner] of Object.entries(value))
        this.#field(judge, node, key, inner, path, exchange, root)
    } else if (typeof value === 'string' && value !== '' && node.contentMediaType === 'application/json') {
      this.#embedded(judge, node, value, at, exchange)
    }
  }

  #field(
    judge: Judge,
    node: Node,
    key: string,
    value: unknown,
    path: readonly PropertyKey[],
    exchange: Exchange | undefined,
    root: string,
  ): void {
    const properties = nodeOf(node.properties)
    const at = pathText([...path, key], root)
    if (!Object.hasOwn(properties, key)) {
      judge.fails({
        severity: 'warning',
        at,
        documented: 'no such field',
        observed: shown(value),
        simulator: 'does not send it',
        message: `${key} is a field nobody knows`,
        exchange,
      })
      return
    }
    const property = nodeOf(properties[key])
    // A component that was observed as a whole says so once, at its operation.
    if (property['x-observed'] === true && node['x-observed'] !== true && value !== undefined) {
      judge.reads({
        isDocumented: false,
        isObserved: true,
        at,
        documented: 'no such field',
        known: 'sent',
        actual: shown(value),
        source: `observed: specs/overlays/${this.#contract.name}.yaml`,
        exchange,
        message: `${key} is sent`,
      })
    }
    this.#mark(judge, property, value, [...path, key], exchange, root)
  }

  #embedded(judge: Judge, node: Node, text: string, at: string, exchange: Exchange | undefined): void {
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch {
      judge.fails({
        at,
        documented: 'JSON text',
        observed: shown(text),
        message: 'is not JSON text',
        exchange,
      })
      return
    }
    const { $ref } = nodeOf(node.contentSchema)
    if (typeof $ref === 'string')
      this.check(judge, $ref.split('/').at(-1) ?? '', value, exchange, `${at} > $`)
  }
}

/** A schema in words. */
const describe = (node: Node): string => {
  if (node.const !== undefined) return shown(node.const)
  if (Array.isArray(node.enum)) return node.enum.map(shown).join('|')
  const type = [node.type].flat().filter(Boolean).join(' or ')
  return [type || 'as the contract says', node.format].filter(Boolean).join(', ')
}
