/**
 * The first characters of a text, as a text of its own: a part of a longer one, as `slice` returns it, keeps all of that
 * one in memory for as long as it is kept itself.
 */
export const beginning = (text: string, most: number): string => Buffer.from(text.slice(0, most)).toString()
