declare module 'har-validator' {
  /** Resolves with the archive when it is a valid HAR 1.2; rejects with what is wrong. */
  export function har(archive: unknown): Promise<unknown>
}
