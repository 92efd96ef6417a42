/** One request, sent again and again. */
export interface LoadRequest {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: string
}

/** What a load came to. */
export interface Load {
  readonly perSecond: number
  readonly requests: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** Responses with a status of 300 or more. */
  readonly refused: number
}

export const CONNECTIONS = 32
export const KEY = 'bench-key'

/** Loads a server from a core of its own. */
export type Loader = (url: string, request: LoadRequest, seconds: number) => Load

/** Which program sends the load, and how. */
export interface LoadProgram {
  readonly name: string
  readonly run: Loader
}
