import { closest, distance } from 'fastest-levenshtein'

/** The one of `words` that a mistyped word probably means; undefined if none is close. */
export const nearest = (word: string, words: readonly string[]): string | undefined => {
  if (words.length === 0) return undefined
  const candidate = closest(word, words)
  return distance(word, candidate) <= Math.max(2, Math.floor(word.length / 3)) ? candidate : undefined
}

/**
 * The end of a sentence about a word that is not one of `words`: `; did you mean port?`, or a full stop if none is
 * close.
 */
export const didYouMean = (word: string, words: readonly string[]): string => {
  const meant = nearest(word, words)
  return meant === undefined ? '.' : `; did you mean ${meant}?`
}
