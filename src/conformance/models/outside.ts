import type { Json } from '../../contracts/check/json.ts'

/** Choices that providers offer, so that a value tried besides a page's options is one that they might have added. */
const SERIES: readonly (readonly string[])[] = [
  ['16:9', '9:16', '1:1', '4:3', '3:4', '21:9', '3:2', '2:3', '5:4', '4:5', '9:21'],
  ['480p', '720p', '1080p', '580p', '540p', '360p', '1440p', '2160p'],
  ['512P', '768P', '1080P', '720P', '480P'],
  ['1K', '2K', '4K', '8K'],
  ['1k', '2k', '4k', '8k'],
  ['png', 'jpeg', 'webp', 'jpg', 'avif', 'gif'],
  ['mp3', 'wav', 'flac', 'ogg', 'opus', 'aac'],
  ['mp4', 'mov', 'webm', 'gif'],
  ['low', 'medium', 'high', 'ultra'],
  ['fast', 'standard', 'quality', 'turbo', 'pro'],
  ['square', 'portrait', 'landscape', 'square_hd'],
]

const NO_SUCH = 'no-such-value'

/** A value that is not one of these, but like them: the next number, the next in a series. */
export const valueOutside = (options: readonly Json[]): Json => {
  const given = options.filter((value) => value !== null)
  const numbers = given.map(Number)
  const isNumeric = given.every((value) => /^-?\d+(\.\d+)?$/.test(String(value)))
  if (isNumeric && given.length > 0) {
    const next = nextOf(numbers)
    return typeof given[0] === 'string' ? String(next) : next
  }
  const texts = given.filter((value) => typeof value === 'string')
  const known = (series: readonly string[]): number => texts.filter((text) => series.includes(text)).length
  const best = [...SERIES].sort((one, other) => known(other) - known(one))[0] ?? []
  return (known(best) > 0 ? best.find((text) => !texts.includes(text)) : undefined) ?? NO_SUCH
}

/** The same where the value might be bought: for numbers, rather one below all of them, such as 3 for 5 and 10. */
export const cheaperOutside = (options: readonly Json[]): Json => {
  const numbers = options.filter((value) => value !== null).map(Number)
  const below = Math.floor(Math.min(...numbers) * 0.7)
  if (!(below >= 1)) return valueOutside(options)
  return typeof options[0] === 'string' ? String(below) : below
}

/** What comes after 4, 8 is 12. */
const nextOf = (numbers: readonly number[]): number => {
  const [last = 0, before = 0] = [...numbers].sort((one, other) => other - one)
  return last + (last - before || 1)
}
