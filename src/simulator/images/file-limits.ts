import { at, type Json } from '../../contracts/check/json.ts'

/** What a page says about the files of one field. */
export interface FileLimits {
  /** `image/png` and the like; empty where the page names none. */
  readonly types: readonly string[]
  readonly maxBytes: number | undefined
}

const UNITS: Readonly<Record<string, number>> = { KB: 2 ** 10, MB: 2 ** 20, GB: 2 ** 30 }

/** `10MB` in bytes. */
const bytesOf = (written: Json | undefined): number | undefined => {
  const [, amount, unit = ''] = /^(\d{1,6}(?:\.\d{1,3})?) ?([KMG]B)$/i.exec(String(written ?? '')) ?? []
  const bytes = UNITS[unit.toUpperCase()]
  return amount === undefined || bytes === undefined ? undefined : Number(amount) * bytes
}

/** The limits in a field's schema, if it has any. */
export const fileLimitsIn = (schema: Json | undefined): FileLimits | undefined => {
  const types = at(schema, 'x-accepted-file-types')
  const maxBytes = bytesOf(at(schema, 'x-max-file-size'))
  if (!Array.isArray(types) && maxBytes === undefined) return undefined
  const named = Array.isArray(types) ? types.filter((type) => typeof type === 'string') : []
  return { types: named.map((type) => type.toLowerCase()), maxBytes }
}
