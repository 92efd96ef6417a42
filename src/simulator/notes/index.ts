import type { Refusal } from '../http/refusal.ts'
import type { MatchedVisit, Visit } from '../http/visit.ts'
import { browserPreflight } from './browser-preflight.ts'
import { foreignField } from './foreign-field.ts'
import { foreignKey } from './foreign-key.ts'
import { linkHost } from './link-host.ts'
import { liveAnswer } from './live-answer.ts'
import { liveKey } from './live-key.ts'
import { malformedKey } from './malformed-key.ts'
import { misplacedField } from './misplaced-field.ts'
import { misspeltField } from './misspelt-field.ts'
import { modelElsewhere } from './model-elsewhere.ts'
import type { AcceptedCreate, Note } from './note.ts'
import { shapeOfAnother } from './shape-of-another.ts'
import { undeliveredCallback } from './undelivered-callback.ts'
import { unfetchableImage } from './unfetchable-image.ts'
import { unreachableCallback } from './unreachable-callback.ts'
import { unsetKey } from './unset-key.ts'

/** Every kind of note, in the order in which they are shown. */
export const notes: readonly Note[] = [
  unsetKey,
  liveKey,
  foreignKey,
  malformedKey,
  misspeltField,
  misplacedField,
  foreignField,
  modelElsewhere,
  shapeOfAnother,
  undeliveredCallback,
  unreachableCallback,
  unfetchableImage,
  linkHost,
  browserPreflight,
  liveAnswer,
]

const having = <Moment extends 'onCall' | 'onCreate' | 'onRefusal'>(
  moment: Moment,
): readonly NonNullable<Note[Moment]>[] => notes.flatMap((note) => note[moment] ?? [])

const ON_CALL = having('onCall')
const ON_CREATE = having('onCreate')
const ON_REFUSAL = having('onRefusal')

/** Notes on any call that opened an account. */
export const noteCall = (visit: MatchedVisit): void => {
  for (const note of ON_CALL) visit.addNote(note(visit))
}

/** Notes on a valid create request. */
export const noteCreate = (visit: MatchedVisit, accepted: AcceptedCreate): void => {
  for (const note of ON_CREATE) visit.addNote(note(visit, accepted))
}

/** What was probably meant by a call that is refused, and how the live service refuses it. */
export const noteRefusal = (visit: Visit, refusal: Refusal): void => {
  for (const note of ON_REFUSAL) visit.addNote(note(visit, refusal))
}
