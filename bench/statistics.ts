const sorted = (numbers: readonly number[]): readonly number[] => [...numbers].sort((a, b) => a - b)

export const median = (numbers: readonly number[]): number => {
  const all = sorted(numbers)
  const [low, high] = [all[Math.ceil(all.length / 2) - 1], all[Math.floor(all.length / 2)]]
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2
}

/** How far the rounds lie apart: the middle half of them, as a share of the median. */
export const spread = (numbers: readonly number[]): number => {
  const all = sorted(numbers)
  const [low, high] = [all[Math.floor(all.length / 4)], all[Math.ceil((all.length * 3) / 4) - 1]]
  return ((high ?? Number.NaN) - (low ?? Number.NaN)) / median(numbers)
}
