import type { Fact, FactName } from '../../wording/labels.ts'
import { defaultStated } from '../../wording/marks.ts'

/** A parameter as a page describes it, before it is a schema. */
export interface Parameter {
  readonly name: string
  readonly place: string
  readonly facts: Map<FactName, Fact>
  readonly children: Parameter[]
}

export const addText = ({ facts }: Parameter, text: string): void => {
  const known = facts.get('description')?.text
  facts.set('description', { text: known ? `${known}\n${text}` : text, bullets: [] })
}

/** A limit that no keyword of a schema is for, such as a duration. */
export const addStated = ({ facts }: Parameter, text: string): void => {
  const known = facts.get('stated')?.text
  facts.set('stated', { text: known === undefined ? text : `${known}\n${text}`, bullets: [] })
}

/** A default that a description states with its label, where none is stated as a fact. */
export const takeDefault = ({ facts }: Parameter, text: string): void => {
  const stated = defaultStated(text)
  if (stated !== undefined && !facts.has('default')) facts.set('default', { text: stated, bullets: [] })
}
