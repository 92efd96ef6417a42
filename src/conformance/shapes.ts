import type { core } from 'zod'
import { simpleIssues } from '../contracts/check/zod-issues.ts'
import type { ProviderContract } from '../contracts/contract.ts'
import { schemasOf } from '../contracts/schemas.ts'
import { pathText, shown } from './json-path.ts'
import type { Claim, Failure, Judge } from './judge.ts'
import type { Exchange } from './wire/wire.ts'

type Issue = core.$ZodIssue
type Node = Readonly<Record<string, unknown>>

/** Alternatives that say the same of one place are reported once. */
const onePerPlace = (issues: readonly Issue[]): readonly Issue[] =>
  [...new Map(issues.toReversed().map((issue) => [issue.path.join('.'), issue])).values()].reverse()

const nodeOf = (value: unknown): Node => (typeof value === 'object' && value !== null ? (value as Node) : {})

/** The place of a value, and the judge to whom mistakes in it are reported. */
class Spot {
  readonly judge: Judge
  readonly exchange: Exchange | undefined
  readonly #path: readonly PropertyKey[]
  readonly #root: string

  constructor(judge: Judge, exchange: Exchange | undefined, root: string, path: readonly PropertyKey[] = []) {
    this.judge = judge
    this.exchange = exchange
    this.#root = root
    this.#path = path
  }

  /** In the notation of findings. */
  get at(): string {
    return pathText(this.#path, this.#root)
  }

  below(...steps: readonly PropertyKey[]): Spot {
    return new Spot(this.judge, this.exchange, this.#root, [...this.#path, ...steps])
  }

  fail(failure: Omit<Failure, 'at' | 'exchange'>): void {
    this.judge.fail({ ...failure, at: this.at, exchange: this.exchange })
  }

  check(claim: Omit<Claim, 'at' | 'exchange'>): void {
    this.judge.check({ ...claim, at: this.at, exchange: this.exchange })
  }
}

/** Compares values with the schemas of a provider, and separates what was only observed from what the pages state. */
export class Shapes {
  readonly #contract: ProviderContract
  readonly #schemas: ReturnType<typeof schemasOf>

  constructor(contract: ProviderContract) {
    this.#contract = contract
    this.#schemas = schemasOf(contract.openapi)
  }

  /** Every place where a value breaks the component becomes a finding at its JSON path. */
  check(judge: Judge, component: string, value: unknown, exchange?: Exchange, root = '$'): void {
    const place = new Spot(judge, exchange, root)
    const node = this.#component(component)
    const { error } = this.#schemas.component(component).safeParse(value)
    const leaves = onePerPlace((error?.issues ?? []).flatMap((issue) => simpleIssues(issue, value)))
    for (const leaf of leaves) this.#report(place, leaf, value, node)
    if (error !== undefined && leaves.length === 0)
      place.fail({
        documented: component,
        observed: shown(value),
        message: 'fits no shape of the contract',
      })
    this.#mark(place, node, value)
  }

  /** Whether a field of a component was only observed, and is on no page. @param path the names that lead to it */
  isOnlyObserved(component: string, path: readonly string[]): boolean {
    return this.#at(this.#component(component), path)['x-observed'] === true
  }

  #report(place: Spot, { path, message }: Issue, value: unknown, node: Node): void {
    const owner = path.slice(0, -1).reduce<unknown>((here, key) => nodeOf(here)[String(key)], value)
    const actual = path.reduce<unknown>((here, key) => nodeOf(here)[String(key)], value)
    place.below(...path).fail({
      documented: describe(this.#at(node, path)),
      observed: actual === undefined ? `nothing; there are ${namesIn(owner)}` : shown(actual),
      message:
        actual === undefined
          ? `${String(path.at(-1) ?? 'the body')} is missing`
          : message.replace(/^Invalid input: /, ''),
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

  get #source(): string {
    return `observed: specs/overlays/${this.#contract.name}.yaml`
  }

  /** Reports unknown fields, and fields and values that were only observed; also looks into JSON within texts. */
  #mark(place: Spot, given: Node, value: unknown): void {
    const node = this.#resolved(given)
    if (Array.isArray(node['x-observed-values']) && node['x-observed-values'].includes(value))
      place.check({
        isDocumented: false,
        isObserved: true,
        documented: describe(node),
        known: shown(value),
        actual: shown(value),
        source: this.#source,
        message: `${place.at} is ${shown(value)}`,
      })
    if (Array.isArray(value))
      for (const [index, item] of value.entries()) this.#mark(place.below(index), nodeOf(node.items), item)
    else if (typeof value === 'object' && value !== null && node.properties !== undefined)
      for (const [key, inner] of Object.entries(value)) this.#field(place.below(key), node, key, inner)
    else if (typeof value === 'string' && value !== '' && node.contentMediaType === 'application/json')
      this.#embedded(place, node, value)
  }

  #field(place: Spot, node: Node, key: string, value: unknown): void {
    const properties = nodeOf(node.properties)
    if (!Object.hasOwn(properties, key)) {
      // An additional field breaks nobody; it is shown among the known deviations.
      place.judge.note({
        at: place.at,
        documented: 'no such field',
        observed: shown(value),
        source: 'new: neither documented nor observed so far',
      })
      return
    }
    const property = nodeOf(properties[key])
    // A component that was observed as a whole says so once, at its operation. A field more breaks nobody.
    const isSeen = property['x-observed'] === true && node['x-observed'] !== true && value !== undefined
    if (isSeen && place.judge.profile !== 'observed')
      place.judge.note({
        at: place.at,
        documented: 'no such field',
        observed: shown(value),
        source: this.#source,
      })
    this.#mark(place, property, value)
  }

  #embedded(place: Spot, node: Node, text: string): void {
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch {
      place.fail({ documented: 'JSON text', observed: shown(text), message: 'is not JSON text' })
      return
    }
    const { $ref } = nodeOf(node.contentSchema)
    if (typeof $ref === 'string')
      this.check(place.judge, $ref.split('/').at(-1) ?? '', value, place.exchange, `${place.at} > $`)
  }
}

/** What is there in place of a missing field. */
const namesIn = (owner: unknown): string => {
  const names = Object.keys(nodeOf(owner))
  return names.length === 0 ? 'no fields there' : shown(names.join(', '))
}

/** A schema in words. */
const describe = (node: Node): string => {
  if (node.const !== undefined) return shown(node.const)
  if (Array.isArray(node.enum)) return node.enum.map(shown).join('|')
  const type = [node.type].flat().filter(Boolean).join(' or ')
  return [type || 'as the contract says', node.format].filter(Boolean).join(', ')
}
