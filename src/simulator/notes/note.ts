import type { RequestBody } from '../../contracts/index.ts'
import type { Refusal } from '../http/refusal.ts'
import type { MatchedVisit, Visit } from '../http/visit.ts'
import type { StrayField } from './stray-fields.ts'

/** A create request that is about to become a task. */
export interface AcceptedCreate {
  readonly body: RequestBody
  /** Where its callbacks go; anything but a text asks for none. */
  readonly callbackUrl: unknown
  /** Fields that its page does not describe, with what was probably meant. */
  readonly strayFields: readonly StrayField[]
  /** What is wrong with a picture that cannot be fetched from outside. */
  readonly unfetchable?: string | undefined
}

/**
 * One kind of help that the provider would not give: what works here and would not in a live run, or what was probably
 * meant by a call that is refused. It is shown in `X-Stuntdouble-Note`, in the journal and on the console, never in a
 * body. Each moment asks only the notes that concern it, and they look only at what is there already, so a request that
 * needs no help costs nothing.
 */
export interface Note {
  readonly name: string
  /** What it notices: a row of docs/notes.md. */
  readonly notices: string
  /** An example of what it says then. */
  readonly example: string
  /** Any call that opened an account. */
  readonly onCall?: (visit: MatchedVisit) => string | undefined
  readonly onCreate?: (visit: MatchedVisit, accepted: AcceptedCreate) => string | undefined
  readonly onRefusal?: (visit: Visit, refusal: Refusal) => string | undefined
}
