import type { Facts } from '../../wording/facts.ts'
import { defaultStated } from '../../wording/marks.ts'

/** A parameter as a page describes it, before it is a schema. */
export interface Parameter {
  readonly name: string
  readonly place: string
  readonly facts: Facts
  readonly children: Parameter[]
}

/** A default that a description states with its label, where none is stated as a fact. */
export const takeDefault = ({ facts }: Parameter, text: string): void => {
  const stated = defaultStated(text)
  if (stated !== undefined) facts.say('default', stated)
}
