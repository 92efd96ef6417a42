import type { RequestBody, RequestParts } from '../../contracts/index.ts'
import type { BodyFields } from '../notes/body-fields.ts'

/** A create request, taken apart. */
export interface CreateRequest extends RequestParts {
  readonly body: RequestBody
  /** The path of its operation. */
  readonly path: string
}

/** A valid create request. */
export interface Valid {
  readonly model: string
  /** Where its callbacks go; anything but a text asks for none. */
  readonly callbackUrl: unknown
  /** The fields that its model's page describes. */
  readonly fields: BodyFields
  /** What the caller should know. */
  readonly note?: string
}
