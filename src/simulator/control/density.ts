import { bounds } from '../bounds.ts'

/** Fewer characters per value than any state has; a text of nothing but `{},` takes twenty times its size once parsed. */
const CHARACTERS_PER_VALUE = 8

/** Whether a long JSON text has so many values that parsing it would take far more memory than the text. */
export const isTooDense = (json: string): boolean => {
  if (json.length <= bounds.requestBody.most) return false
  let left = json.length / CHARACTERS_PER_VALUE
  for (const opening of ['{', '[', ',']) {
    for (let at = json.indexOf(opening); at !== -1; at = json.indexOf(opening, at + 1)) {
      left -= 1
      if (left < 0) return true
    }
  }
  return false
}
