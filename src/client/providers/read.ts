import { parsedJson } from '../../contracts/check/json.ts'

/** Readers for wire values whose types are not certain. */

export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

export const number = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined

/** A text, or a number as text: failure codes come as both. */
export const word = (value: unknown): string | undefined =>
  typeof value === 'number' ? String(value) : text(value)

/** The http links in a list; anything else in it is skipped. */
export const links = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((link) => typeof link === 'string' && /^https?:\/\//i.test(link)) : []

/** JSON inside a text, or the value itself if it has been parsed already. */
export const inner = (value: unknown): unknown => (typeof value === 'string' ? parsedJson(value) : value)
