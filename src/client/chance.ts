/**
 * A number in [0, 1). Spreads polls and retries and names creates, so it need not be secret; pass `random` to a client to
 * repeat a run.
 */
export const systemRandom = (): number => Math.random()

/** 32 hexadecimal digits. */
export const randomName = (random: () => number): string =>
  Array.from({ length: 8 }, () =>
    Math.floor(random() * 0x1_0000)
      .toString(16)
      .padStart(4, '0'),
  ).join('')
