import { isObject, type Json, type JsonObject, pointerKey, sameJson } from '../../contracts/check/json.ts'

/** What one page says at a place of the document; `absent` where it describes the thing and leaves this out. */
export interface Reading {
  readonly page: string
  readonly value: Json | 'absent'
}

/** Two pages that say different things. The first reading is the one the document keeps. */
export interface Contradiction {
  /** JSON pointer into the compiled document. */
  readonly at: string
  /** A difference in running text only, which changes no schema. */
  readonly isWording: boolean
  readonly readings: readonly [Reading, Reading]
}

export interface Statement {
  readonly page: string
  readonly document: JsonObject
}

export interface Merged {
  readonly document: JsonObject
  readonly contradictions: readonly Contradiction[]
}

/**
 * Puts what several pages say into one document. A page that is silent contradicts nobody, so its gaps are filled from
 * the others; where two pages differ the earlier one wins and the contradiction is kept.
 */
export const mergeDocuments = (statements: readonly Statement[]): Merged => {
  const contradictions: Contradiction[] = []
  const authors = new Map<string, string>()
  const document: JsonObject = {}
  for (const { page, document: next } of statements) {
    const merge = new Merge(page, authors, contradictions)
    merge.into(document, structuredClone(next), '')
  }
  return { document, contradictions }
}

const WORD_KEYS = new Set(['description', 'summary', 'title', 'example'])
const unionKeys = new Set(['oneOf', 'servers', 'security', 'tags', 'examples', 'x-pages'])

class Merge {
  readonly #page: string
  readonly #authors: Map<string, string>
  readonly #found: Contradiction[]

  constructor(page: string, authors: Map<string, string>, found: Contradiction[]) {
    this.#page = page
    this.#authors = authors
    this.#found = found
  }

  into(target: JsonObject, source: JsonObject, at: string): void {
    if (at.endsWith('/schema') && isOtherReference(target, source)) {
      asAlternatives(target, source)
      return
    }
    for (const [key, value] of Object.entries(source)) {
      const place = `${at}/${pointerKey(key)}`
      const known = target[key]
      if (known === undefined) this.#add(target, key, value, at)
      else if (isObject(known) && isObject(value)) this.into(known, value, place)
      else if (unionKeys.has(key) && Array.isArray(known) && Array.isArray(value))
        target[key] = union(known, value)
      else if (!sameJson(known, value)) this.#differ(place, known, value, WORD_KEYS.has(key))
    }
    for (const [key, value] of Object.entries(target))
      if (isStatement(at, key) && !(key in source))
        this.#differ(`${at}/${pointerKey(key)}`, value, 'absent', false)
  }

  #add(target: JsonObject, key: string, value: Json, at: string): void {
    const place = `${at}/${pointerKey(key)}`
    if (isStatement(at, key) && Object.keys(target).length > 0)
      this.#differ(place, 'absent', value, false, at)
    target[key] = value
    this.#authors.set(place, this.#page)
  }

  #differ(at: string, first: Json, second: Json, isWording: boolean, authorOf = at): void {
    this.#found.push({
      at,
      isWording,
      readings: [
        { page: this.#author(authorOf), value: first },
        { page: this.#page, value: second },
      ],
    })
  }

  /** Whoever wrote the place, or the nearest place above it. */
  #author(at: string): string {
    for (let place = at; place !== ''; place = place.slice(0, place.lastIndexOf('/'))) {
      const author = this.#authors.get(place)
      if (author !== undefined) return author
    }
    return ''
  }
}

const constraints = new Set([
  'default',
  'enum',
  'format',
  'maximum',
  'maxLength',
  'minimum',
  'minLength',
  'pattern',
])

/** Whether a key that only one of two pages has is worth a note: a property of an object, a constraint of a property. */
const isStatement = (at: string, key: string): boolean =>
  at.startsWith('/components/schemas/') &&
  (at.endsWith('/properties') || (constraints.has(key) && /\/properties\/[^/]+$/.test(at)))

const isOtherReference = (target: JsonObject, source: JsonObject): boolean =>
  '$ref' in source && !sameJson(target.$ref, source.$ref)

/** Two models on one path: a request is one or the other. */
const asAlternatives = (target: JsonObject, source: JsonObject): void => {
  const alternatives = Array.isArray(target.oneOf) ? target.oneOf : [{ ...target }]
  for (const key of Object.keys(target)) delete target[key]
  target.oneOf = union(alternatives, [source])
}

const union = (left: readonly Json[], right: readonly Json[]): Json[] => [
  ...left,
  ...right.filter((item) => !left.some((known) => sameJson(known, item))),
]
