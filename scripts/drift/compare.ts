import type { JsonObject } from '../../src/contracts/check/json.ts'
import type { ImportedPage } from '../../src/pages/imported-page.ts'

/**
 * What a change of a page means for a client that was right yesterday. `breaking`: a request that was taken may be refused, or goes
 * elsewhere. `additive`: more is taken, or more can happen. `wording`: the contract is the same.
 */
export type ChangeKind = 'breaking' | 'additive' | 'wording'

export interface Change {
  readonly kind: ChangeKind
  /** The model, or the page where all its models are concerned. */
  readonly about: string
  /** The place in the request, such as `input.duration`; the empty text where it is not about a field. */
  readonly field: string
  /** One sentence. */
  readonly what: string
}

type Found = Omit<Change, 'about'>
type Compare = (before: JsonObject, after: JsonObject, field: string) => readonly Found[]

const objectOf = (value: unknown): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {}
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const shown = (values: readonly unknown[]): string => values.map((value) => JSON.stringify(value)).join(', ')
const within = (field: string, name: string): string => (field === '' ? name : `${field}.${name}`)

/** What is only in one of two lists, whatever the order. */
const onlyIn = (list: readonly unknown[], other: readonly unknown[]): readonly unknown[] => {
  const known = new Set(other.map((value) => JSON.stringify(value)))
  return list.filter((value) => !known.has(JSON.stringify(value)))
}

const enums: Compare = (before, after, field) => {
  const [was, is] = [listOf(before.enum), listOf(after.enum)]
  if (was.length === 0 && is.length === 0) return []
  if (is.length === 0) return [{ kind: 'additive', field, what: 'It is no longer limited to options.' }]
  if (was.length === 0)
    return [{ kind: 'breaking', field, what: `It is limited to the options ${shown(is)} now.` }]
  const [gone, fresh] = [onlyIn(was, is), onlyIn(is, was)]
  return [
    ...(gone.length > 0
      ? [{ kind: 'breaking' as const, field, what: `The options ${shown(gone)} are gone.` }]
      : []),
    ...(fresh.length > 0
      ? [{ kind: 'additive' as const, field, what: `The options ${shown(fresh)} are new.` }]
      : []),
  ]
}

const typesOf = (schema: JsonObject): readonly unknown[] =>
  schema.type === undefined ? [] : [schema.type].flat()

/** A whole number is a number too. */
const allows = (types: readonly unknown[], type: unknown): boolean =>
  types.length === 0 || types.includes(type) || (type === 'integer' && types.includes('number'))

const types: Compare = (before, after, field) => {
  const [was, is] = [typesOf(before), typesOf(after)]
  if (JSON.stringify([...was].sort()) === JSON.stringify([...is].sort())) return []
  const isNarrower = was.length === 0 ? is.length > 0 : was.some((type) => !allows(is, type))
  const what = `Its type was ${was.join(' or ') || 'open'}, and is ${is.join(' or ') || 'open'}.`
  return [{ kind: isNarrower ? 'breaking' : 'additive', field, what }]
}

/** Limits, and whether a greater value takes more. */
const LIMITS: Readonly<Record<string, { readonly words: string; readonly isMore: boolean }>> = {
  maximum: { words: 'maximum', isMore: true },
  exclusiveMaximum: { words: 'exclusive maximum', isMore: true },
  maxLength: { words: 'longest text', isMore: true },
  maxItems: { words: 'greatest number of entries', isMore: true },
  minimum: { words: 'minimum', isMore: false },
  exclusiveMinimum: { words: 'exclusive minimum', isMore: false },
  minLength: { words: 'shortest text', isMore: false },
  minItems: { words: 'least number of entries', isMore: false },
}

const limits: Compare = (before, after, field) =>
  Object.entries(LIMITS).flatMap(([name, { words, isMore }]) => {
    const [was, is] = [before[name], after[name]]
    if (was === is) return []
    const isWider = typeof is !== 'number' || (typeof was === 'number' && (isMore ? is > was : is < was))
    const what = `The ${words} was ${was ?? 'open'}, and is ${is ?? 'open'}.`
    return [{ kind: isWider ? ('additive' as const) : ('breaking' as const), field, what }]
  })

/** Other rules for values: their meaning is not compared, so a change may be a narrower rule. */
const others: Compare = (before, after, field) =>
  ['pattern', 'format', 'const', 'multipleOf', 'uniqueItems', 'not'].flatMap((name): readonly Found[] => {
    const [was, is] = [JSON.stringify(before[name]), JSON.stringify(after[name])]
    if (was === is) return []
    if (is === undefined) return [{ kind: 'additive' as const, field, what: `Its rule ${name} is gone.` }]
    return [
      { kind: 'breaking' as const, field, what: `Its rule ${name} was ${was ?? 'absent'}, and is ${is}.` },
    ]
  })

const WORDS = ['description', 'title', 'examples', 'example', 'deprecated']

const words: Compare = (before, after, field) => [
  ...(JSON.stringify(before.default) === JSON.stringify(after.default)
    ? []
    : [
        {
          kind: 'additive' as const,
          field,
          what: `Its default was ${JSON.stringify(before.default) ?? 'absent'}, and is ${JSON.stringify(after.default) ?? 'absent'}.`,
        },
      ]),
  ...WORDS.flatMap((name) =>
    JSON.stringify(before[name]) === JSON.stringify(after[name])
      ? []
      : [{ kind: 'wording' as const, field, what: `Its ${name} reads differently.` }],
  ),
]

const required: Compare = (before, after, field) => {
  const [was, is] = [listOf(before.required), listOf(after.required)]
  return [
    ...onlyIn(is, was).map((name) => ({
      kind: 'breaking' as const,
      field: within(field, String(name)),
      what: 'It is required now.',
    })),
    // One that left the page altogether is reported as gone.
    ...onlyIn(was, is)
      .filter((name) => Object.hasOwn(objectOf(after.properties), String(name)))
      .map((name) => ({
        kind: 'additive' as const,
        field: within(field, String(name)),
        what: 'It is no longer required.',
      })),
  ]
}

const properties: Compare = (before, after, field) => {
  const [was, is] = [objectOf(before.properties), objectOf(after.properties)]
  const gone = onlyIn(Object.keys(was), Object.keys(is)).map((name) => ({
    kind: 'breaking' as const,
    field: within(field, String(name)),
    what: 'The page does not have it any more.',
  }))
  const fresh = onlyIn(Object.keys(is), Object.keys(was)).map((name) => ({
    kind: 'additive' as const,
    field: within(field, String(name)),
    what: 'The page has it now.',
  }))
  const kept = Object.keys(was).filter((name) => Object.hasOwn(is, name))
  return [
    ...gone,
    ...fresh,
    ...kept.flatMap((name) => schemas(objectOf(was[name]), objectOf(is[name]), within(field, name))),
  ]
}

const items: Compare = (before, after, field) =>
  before.items === undefined && after.items === undefined
    ? []
    : schemas(objectOf(before.items), objectOf(after.items), `${field}[]`)

/** Alternatives are compared one by one while their number is the same. */
const alternatives: Compare = (before, after, field) =>
  ['anyOf', 'oneOf', 'allOf'].flatMap((name) => {
    const [was, is] = [listOf(before[name]), listOf(after[name])]
    if (was.length === is.length)
      return was.flatMap((each, index) => schemas(objectOf(each), objectOf(is[index]), field))
    const isMore = name !== 'allOf' && was.length > 0 && is.length > was.length
    const what = `It had ${was.length} alternatives (${name}), and has ${is.length}.`
    return [{ kind: isMore || is.length === 0 ? ('additive' as const) : ('breaking' as const), field, what }]
  })

const schemas: Compare = (before, after, field) =>
  [types, enums, limits, others, required, properties, items, alternatives, words].flatMap((compare) =>
    compare(before, after, field),
  )

/** Facts of a call besides its body. */
const calls = (before: ImportedPage, after: ImportedPage): readonly Found[] => {
  const [codesGone, codesNew] = [
    onlyIn(before.documentedCodes, after.documentedCodes),
    onlyIn(after.documentedCodes, before.documentedCodes),
  ]
  const found: (Found | false)[] = [
    (before.path !== after.path || before.method !== after.method) && {
      kind: 'breaking',
      field: '',
      what: `The call was ${before.method} ${before.path}, and is ${after.method} ${after.path}.`,
    },
    before.baseUrl !== after.baseUrl && {
      kind: 'breaking',
      field: '',
      what: `The base URL was ${before.baseUrl}, and is ${after.baseUrl}.`,
    },
    before.callbackParam !== after.callbackParam && {
      kind: before.callbackParam === null ? 'additive' : 'breaking',
      field: '',
      what: `Callbacks were asked for by ${before.callbackParam ?? 'nothing'}, and are by ${after.callbackParam ?? 'nothing'}.`,
    },
    before.output !== after.output && {
      kind: 'breaking',
      field: '',
      what: `It made ${before.output}, and makes ${after.output}.`,
    },
    codesGone.length > 0 && {
      kind: 'wording',
      field: '',
      what: `The codes ${shown(codesGone)} left the page.`,
    },
    codesNew.length > 0 && { kind: 'additive', field: '', what: `The codes ${shown(codesNew)} are new.` },
    JSON.stringify(before.examples) !== JSON.stringify(after.examples) && {
      kind: 'wording',
      field: '',
      what: 'The page shows other examples.',
    },
  ]
  return found.filter((each) => each !== false)
}

const isOwnModel = (field: string): boolean => field === 'model'

/** Compares what a page says of its models before and now. */
export const compareContracts = (
  before: readonly ImportedPage[],
  after: readonly ImportedPage[],
): readonly Change[] => {
  const byModel = (pages: readonly ImportedPage[]) =>
    new Map(pages.flatMap((page) => page.models.map((model) => [model, page] as const)))
  const [was, is] = [byModel(before), byModel(after)]
  const gone = [...was.keys()].filter((model) => !is.has(model))
  const fresh = [...is.keys()].filter((model) => !was.has(model))
  return [
    ...gone.map((about) => ({
      kind: 'breaking' as const,
      about,
      field: '',
      what: 'No page has this model any more.',
    })),
    ...fresh.map((about) => ({
      kind: 'additive' as const,
      about,
      field: '',
      what: 'A page has this model now.',
    })),
    ...[...was].flatMap(([about, page]) => {
      const now = is.get(about)
      if (now === undefined) return []
      // Which models there are is already said.
      const found = schemas(page.request, now.request, '').filter(({ field }) => !isOwnModel(field))
      return [...calls(page, now), ...found].map((each) => ({ about, ...each }))
    }),
  ]
}
