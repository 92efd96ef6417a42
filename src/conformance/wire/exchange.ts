/** A call to make. */
export interface Ask {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below the base URL; or a whole URL, which never gets the key. */
  readonly path: string
  /** An object is sent as JSON, a text as it is. */
  readonly body?: unknown
  /** `null` sends none. */
  readonly authorization?: string | null
  /** `null` sends none. */
  readonly contentType?: string | null
}

/** A call with its response. */
export interface Exchange {
  readonly ask: Ask
  readonly url: string
  readonly requestHeaders: Readonly<Record<string, string>>
  readonly requestBody: string | undefined
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  readonly bytes: Buffer
  /** The body, if it is JSON. */
  readonly json: unknown
  readonly at: number
}

/** Whether a body can order anything: a create request without one, or without our key, buys nothing. */
export const canOrder = ({ body, authorization }: Ask): boolean =>
  authorization === undefined && typeof body === 'object' && body !== null && !Array.isArray(body)
