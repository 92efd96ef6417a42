/** Preloaded into examples: their pauses are a fiftieth as long, so that running them costs no time. */

/** Time limits stay as they are: of a request, of connecting, and the tick by which undici looks after its own; ms. */
const LIMITS_MS = [60_000, 10_000, 499]

const { setTimeout: slow } = globalThis
globalThis.setTimeout = (run, ms = 0, ...rest) => slow(run, LIMITS_MS.includes(ms) ? ms : ms / 50, ...rest)
