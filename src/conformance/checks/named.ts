import { valueAt } from '../json-path.ts'
import type { Trial } from '../trial.ts'
import type { Exchange } from '../wire/wire.ts'

/** The field that a refusal says is wrong, and where it says so. */
export interface Named {
  readonly at: string
  readonly field: string
}

/** Our simulator names the field beside the provider's own words: Kie's documented refusals all read alike. */
const FIELD = 'x-stuntdouble-field'

/** Which field a refusal names; undefined where it names none in a form that is known. */
export const namedIn = ({ run: { facts } }: Trial, { json, headers }: Exchange): Named | undefined => {
  const field = facts.fieldNamedIn(json)
  if (field !== undefined) return { at: facts.at.field ?? facts.at.message, field }
  const noted = headers[FIELD]
  return noted === undefined ? undefined : { at: `header ${FIELD}`, field: noted }
}

/** Whether a simulator says that the model is what is wrong. */
export const notesNoModel = ({ headers }: Exchange): boolean => headers[FIELD] === 'model'

/** What a refusal says in words. */
export const wordsOf = ({ run: { facts } }: Trial, { json }: Exchange): unknown =>
  valueAt(json, facts.at.message)
