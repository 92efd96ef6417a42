import { valueAt } from '../json-path.ts'
import type { Trial } from '../trial.ts'
import type { Exchange } from '../wire/wire.ts'

/** The field that a refusal says is wrong, and where it says so. */
export interface Named {
  readonly at: string
  readonly field: string
}

// What our simulator says to developers beside the provider's answer, unless it runs with --no-tell. Kie's documented
// refusals all read alike, and without it one that forgot its models would pass.
const NOTE = 'x-stuntdouble-note'
const NOTED_FIELD = /(?:^|\s)(\S+) is (?:missing[.;]|empty\.|not what the contract says:)/
const NOTED_MODEL = /No page describes this model;/

/** Which field a refusal names; undefined where it names none in a form that is known. */
export const namedIn = ({ run: { dialect } }: Trial, { json, headers }: Exchange): Named | undefined => {
  const field = dialect.fieldNamedIn(json)
  if (field !== undefined) return { at: dialect.at.field ?? dialect.at.message, field }
  const noted = NOTED_FIELD.exec(headers[NOTE] ?? '')?.[1]
  return noted === undefined ? undefined : { at: `header ${NOTE}`, field: noted }
}

/** Whether a simulator says that it has no such model. */
export const notesNoModel = ({ headers }: Exchange): boolean => NOTED_MODEL.test(headers[NOTE] ?? '')

/** What a refusal says in words. */
export const wordsOf = ({ run: { dialect } }: Trial, { json }: Exchange): unknown =>
  valueAt(json, dialect.at.message)
