/** What an element can hold; falsy values are left out, numbers and texts become text. */
export type Child = Node | string | number | boolean | null | undefined | readonly Child[]

/** Attributes, and listeners under `on…`; undefined, null and false are left out. */
export type Properties = Readonly<Record<string, unknown>>

type TagIn<Name extends string> = Name extends `${infer Tag}.${string}` ? Tag : Name

/** The element that `make('button.plain')` makes. */
export type Made<Name extends string> =
  TagIn<Name> extends keyof HTMLElementTagNameMap ? HTMLElementTagNameMap[TagIn<Name>] : HTMLElement

/** A part for `keep`. */
export interface Part {
  readonly key: string
  /** Of its content: it is rebuilt when this changes. */
  readonly version: unknown
  readonly build: () => HTMLElement
}
