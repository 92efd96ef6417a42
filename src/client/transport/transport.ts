import type { Clock } from '../clock.ts'

/** One request as it goes out. */
export interface Outgoing {
  readonly origin: string
  /** With its query. */
  readonly path: string
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array<ArrayBuffer> | null
}

export type ResponseHeaders = Readonly<Record<string, string | string[] | undefined>>

/** A header's value; the first one if it came several times. */
export const single = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header[0] : header

/** How one request went. Never an exception: whoever asked decides what it means. */
export type Transmission =
  | {
      readonly kind: 'answered'
      readonly status: number
      readonly headers: ResponseHeaders
      readonly text: string
    }
  | {
      readonly kind: 'broken'
      readonly by: 'connection' | 'timeout' | 'abort' | 'size'
      /** Whether any byte of it may have left this machine. */
      readonly wasSent: boolean
      /** The response's status line, if it had come. */
      readonly status: number | undefined
      readonly headers: ResponseHeaders
      /** As much of the body as had come. */
      readonly text: string
      readonly cause: unknown
    }

export interface ResponseLimits {
  readonly clock: Clock
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

/** A response to a GET of a file. Its body must be read to its end, or discarded. */
export interface OpenedFile {
  readonly status: number
  readonly headers: ResponseHeaders
  readonly body: AsyncIterable<Uint8Array>
  /** Gives the connection back, or up. */
  readonly discard: () => void
}

export interface FileRequest {
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly signal: AbortSignal
  /** Connect to no address inside a network. */
  readonly isGuarded: boolean
}

/** What carries requests: undici, or whatever `fetch` there is. */
export interface Transport {
  /** Sends one request and collects its response. Never repeats, never follows a redirect. */
  readonly send: (outgoing: Outgoing, limits: ResponseLimits) => Promise<Transmission>
  /** Gets a file, without following a redirect. @throws what went wrong with the connection */
  readonly open: (request: FileRequest) => Promise<OpenedFile>
  /** Whether `isGuarded` is obeyed: not where a dispatcher of the caller's makes the connections. */
  readonly canGuard: boolean
  readonly close: () => Promise<void>
}

/** No response of these APIs comes near it. */
export const LONGEST_RESPONSE_BYTES = 16 * 1024 * 1024
