import { plainType } from '../schema/values.ts'
import { plain } from '../text/blocks.ts'
import { Facts } from './facts.ts'
import { factName } from './labels.ts'
import { inEnglish } from './other-languages.ts'

/** Facts without a label of their own: in brackets behind a name, between dashes, at the end of a description. */

/** `string, required, default 5` as facts. */
export const marksIn = (written: string): Facts => {
  const note = inEnglish(written.slice(0, 2_000))
  const facts = new Facts()
  const [listed, , options] =
    /\b(enum|options|one of)[:= ]+((?:`[^`]*`|"[^"]*")(?:\s*[,|/]\s*(?:`[^`]*`|"[^"]*"))+)/i.exec(note) ?? []
  if (listed !== undefined && options !== undefined) facts.say('options', options)
  for (const part of note.replace(listed ?? '', '').split(/[,;]\s*/)) {
    const text = plain(part)
    const [, said, value] =
      /^(default|min|max|minimum|maximum|max length|min length|format|step|multiple of|enum|options|range|pattern)[:= ]+(.+)$/i.exec(
        text,
      ) ?? []
    if (/^required$/i.test(text)) facts.say('required', 'yes')
    else if (/^(optional|not required)$/i.test(text)) facts.say('required', 'no')
    else if (/^deprecated$/i.test(text)) facts.say('deprecated', 'yes')
    else if (said && value) facts.say(factName(said) ?? 'description', value)
    else if (/^-?[\d.]+\s*(?:-|–|to|~)\s*-?[\d.]+$/.test(text)) facts.say('range', text)
    else if (facts.has('type') && /^(?:url|uri)$/i.test(text)) facts.say('format', 'uri')
    else if (plainType(text) !== undefined) facts.say('type', text)
  }
  return facts
}

/** ``— `number` — **required** — 0 to 1 — how far``: marks between dashes, a type first. */
export const dashedMarks = (text: string): { readonly marks: Facts; readonly rest: string } | undefined => {
  const parts = text.split(/\s+[—–]\s+/).map((part) => part.trim())
  if (parts.length < 2 || plainType(plain(parts[0] ?? '')) === undefined) return undefined
  const isMark = (part: string): boolean => !marksIn(plain(part)).isEmpty
  return {
    marks: marksIn(parts.filter(isMark).map(plain).join(', ')),
    rest: parts.filter((part) => !isMark(part)).join(' — '),
  }
}

/** A default that a description states with its label: ``Range: 1 - 50. Default: `28` ``. */
export const defaultStated = (text: string): string | undefined => {
  const [, code, bare] =
    /\bdefaults?(?: value)?(?:\s*[:=]| is| to)?\s*(`[^`]*`)|\bdefault[: ]\s*(-?[\d.]*\d|true|false)\.?\s*$/i.exec(
      inEnglish(text.slice(0, 4_000)).replaceAll('\u2212', '-'),
    ) ?? []
  return code ?? bare ?? /(`[^`]+`)\s*\(default\)/i.exec(text.slice(0, 4_000))?.[1]
}

/** A description that begins with **Required.** or (optional): a mark, not a sentence about a condition. */
export const requiredMark = (description: string): string | undefined => {
  const [, word] =
    /^\s*(?:\*\*|__|\(|\[)(required|optional)[.:]?(?:\*\*|__|\)|\])(?!\s*(?:if|when|unless|for)\b)/i.exec(
      description,
    ) ?? []
  return word === undefined ? undefined : /^r/i.test(word) ? 'yes' : 'no'
}

/** A description whose first word says whether the field is required, and not on which condition. */
export const beginsWithMark = (description: string): 'required' | 'optional' | undefined => {
  if (/^\W*\(?optional\b(?!\s+(?:if|when|unless|for)\b)/i.test(description)) return 'optional'
  return /^\W*\(?required\b(?!\s+(?:if|when|unless|for|by|in)\b)/i.test(description) ? 'required' : undefined
}

/** What is limited by a text in the place of options: `≤ 500 chars`, `max 3 files`, `4 - 12`. */
export const limitAmongOptions = (written: string): 'length' | 'count' | 'range' | undefined => {
  const text = written.trim()
  const isRange = /^`?-?[\d.]+`?\s*(?:-|–|—|~|to)\s*`?-?[\d.]+`?$/.test(text)
  if (!isRange && !/^(?:[≤≥<>]|max|min|up to|at (?:most|least))/i.test(text)) return undefined
  if (/char/i.test(text)) return 'length'
  return /item|file|image/i.test(text) ? 'count' : 'range'
}
