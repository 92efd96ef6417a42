import type { Phase, Source } from './vocabulary.ts'

/** A task as the responses and callbacks of its family are made from it. */
export interface FamilyTask {
  readonly id: string
  readonly model: string
  /** The body of its create request, as JSON text. */
  readonly request: string
  readonly phase: Phase
  /** A word for its state that is not the usual one, if a fault asks for it. */
  readonly state: string | undefined
  /** Its result links, once it has succeeded. */
  readonly urls: readonly string[]
  /** Why it failed; undefined unless it did. */
  readonly failure: { readonly code: string; readonly message: string } | undefined
  /** Epoch ms. */
  readonly createdAt: number
  /** Epoch ms; null until it ends. */
  readonly endedAt: number | null
}

/** One thing that is said about a family, and where it comes from. */
export interface FamilyFact {
  readonly topic: 'create' | 'record' | 'states' | 'result' | 'failure' | 'callback' | 'price'
  readonly says: string
  readonly source: Source
  readonly from: string
}

/** One of its calls; an operation like any other. */
interface FamilyCall<Kind extends 'create' | 'retrieve'> {
  readonly id: string
  readonly kind: Kind
  readonly method: 'GET' | 'POST'
  readonly path: string
}

/** A family of models that a provider offers under calls of its own, in addition to the one for all models. */
export interface ModelFamily {
  readonly name: string
  readonly title: string
  readonly create: FamilyCall<'create'>
  readonly retrieve: FamilyCall<'retrieve'>
  /** The credits that a task costs, by model. */
  readonly models: Readonly<Record<string, number>>
  /** What a request means that names no model; undefined where it has to. */
  readonly usualModel?: string
  /** The fields of a create request, at the top of its body. */
  readonly required: readonly string[]
  readonly optional: readonly string[]
  readonly makes: { readonly output: 'video' | 'audio'; readonly count: number }
  /** What is under `data` when a task is read. */
  readonly record: (task: FamilyTask) => unknown
  /** The body of the callback at a task's end. */
  readonly callback: (task: FamilyTask) => unknown
  readonly facts: readonly FamilyFact[]
}

/** The family whose calls have this path. */
export const familyAtPath = (
  families: readonly ModelFamily[] | undefined,
  path: string,
): ModelFamily | undefined =>
  families?.find(({ create, retrieve }) => create.path === path || retrieve.path === path)

/** The family that a model belongs to. */
export const familyOfModel = (
  families: readonly ModelFamily[] | undefined,
  model: string,
): ModelFamily | undefined => families?.find(({ models }) => Object.hasOwn(models, model))
