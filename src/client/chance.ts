/**
 * A number in [0, 1). Spreads polls and retries and names creates, so it need not be secret; pass `random` to a client to
 * repeat a run.
 */
export const systemRandom = (): number => Math.random()
