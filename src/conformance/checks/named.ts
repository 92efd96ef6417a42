import { valueAt } from '../json-path.ts'
import type { Trial } from '../trial.ts'
import type { Exchange } from '../wire/wire.ts'

/** The field that a refusal reports as wrong, and where it says so. */
export interface Named {
  readonly at: string
  readonly field: string
}

/** Our simulator names the field besides the provider's own words: Kie's documented refusals all read alike. */
const FIELD = 'x-stuntdouble-field'

/** Which field a refusal names; undefined if it names none in a known form. */
export const namedIn = ({ run: { facts } }: Trial, { json, headers }: Exchange): Named | undefined => {
  const field = facts.fieldNamedIn(json)
  if (field !== undefined) return { at: facts.at.field ?? facts.at.message, field }
  const noted = headers[FIELD]
  return noted === undefined ? undefined : { at: `header ${FIELD}`, field: noted }
}

/** Whether a simulator says that the model is wrong. */
export const notesNoModel = ({ headers }: Exchange): boolean => headers[FIELD] === 'model'

/** The refusal's message. */
export const wordsOf = ({ run: { facts } }: Trial, { json }: Exchange): unknown =>
  valueAt(json, facts.at.message)
