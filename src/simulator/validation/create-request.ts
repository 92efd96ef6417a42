import type { RequestBody, RequestParts } from '../../contracts/index.ts'

/** A create request, taken apart. */
export interface CreateRequest extends RequestParts {
  readonly body: RequestBody
  /** The path of its operation. */
  readonly path: string
}
