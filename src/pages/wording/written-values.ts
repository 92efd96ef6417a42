import { isTooDeep, type Json, type JsonObject } from '../../contracts/check/json.ts'
import { withoutQuotes } from '../schema/values.ts'
import { plain } from '../text/blocks.ts'
import type { Fact } from './labels.ts'
import { inEnglish } from './other-languages.ts'

/** Values as pages write them: yes and no, defaults, options, file types. */

/** Yes, no, or undefined where it is neither ("conditional"). */
export const truthIn = (text: string): boolean | undefined => {
  const word = inEnglish(plain(text).slice(0, 200)).trim().toLowerCase()
  if (/^(no|false|optional|o|not required|n|✗|✘|❌|×|-|—)(?![a-z])/.test(word) || word === '') return false
  // "Yes, if …" is a condition.
  if (/^(?:yes|required)\b.*\b(?:if|when|unless|at least one|either|for)\b/.test(word)) return undefined
  if (/^(yes|true|required|mandatory|m|always|y|✓|✔|✅|☑)(?![a-z])/.test(word)) return true
  return undefined
}

/** What a page writes as a value: JSON where it is some, else its text; undefined for "none". */
export const valueIn = (text: string): Json | undefined => {
  const isCode = /^`/.test(text.trim())
  if (/^(["'`]).{1,60}\1\s+or\s+(["'`]).{1,60}\2$/.test(text.trim())) return undefined
  const written = plain(text)
  if (!isCode && /^\(?(none|null|n\/a|-|—|–|undefined|not set|nil|empty|no default|)\)?$/i.test(written))
    return undefined
  if (/^(null|undefined|None)$/.test(written)) return undefined
  try {
    const value = JSON.parse(written) as Json
    return isTooDeep(value) ? written.slice(0, 1_000) : value
  } catch {
    const text = isCode ? written : written.replace(/^`([^`]+)`.*$/s, '$1')
    // JSON but for a line break or the like in it.
    return text.trim().startsWith('"') && /\\["n]/.test(text)
      ? withoutQuotes(text).replaceAll('\\"', '"').replaceAll('\\n', '\n')
      : withoutQuotes(text)
  }
}

/** The options a fact lists: below it as bullets, or beside it. */
export const optionsIn = ({ text: whole, bullets }: Fact): readonly Json[] => {
  const text = whole.replace(/^enum\s*[:=]\s*/i, '')
  const below = bullets.map((bullet) => {
    const [, code] = /^(?:\*\*)?`([^`]*)`/.exec(bullet.text) ?? []
    const [, bold] = /^\*\*([^*]+?):?\*\*/.exec(bullet.text) ?? []
    const [, quoted] = /^["“']([^"”'\n]*)["”']\s*(?:$|[:：–—-]|\()/.exec(bullet.text) ?? []
    const [bare = ''] = bullet.text.split(/:\s|\s[-–—=]\s|\n/)
    const value =
      bare.length < bullet.text.length ? bare.replace(/\s*\(default\)$/i, '') : bare.split(/\s\(/)[0]
    return asText(code ?? bold ?? quoted ?? (value ?? '').trim())
  })
  if (below.length > 0) return below
  // "Any code, e.g. `en`", "`en`, `de`, and more": an open list has no options.
  const words = text.replaceAll(/`[^`]*`|"[^"]*"/g, ' ')
  if (/\b(?:any|e\.g|and more|and others|etc|see|such as|for example|like)\b|\.\.\.|…/i.test(words)) return []
  const spans = [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => asText(code))
  if (spans.length > 1) return spans
  const bold = [...text.matchAll(/\*\*([^*]+)\*\*/g)].map(([, word = '']) => asText(word.trim()))
  if (bold.length > 1) return bold
  // A slash within a code span or quotes belongs to the value, as in `google/veo`.
  const alone = /^(`|["'])([^`"',|;]*)\1$/.exec(text.trim())?.[2]
  if (alone?.includes('/')) return [alone]
  const written = plain(text)
  const value = valueIn(written)
  if (Array.isArray(value)) return value
  const parts = written
    .slice(0, 20_000)
    .replaceAll(/[ \t]+/g, ' ')
    .split(/ ?(?:,|\||;|、|\s\/\s|\bor\b|\n) ?/)
  // "low/high" are two, and "google/veo, google/veo-fast" are not three.
  const areSlashed = parts.length === 1 && /^[a-z]\w*(?:\/[a-z]\w*)+$/i.test(written)
  return (areSlashed ? written.split('/') : parts)
    .map((part) => asText(part.trim().replace(/(?<=[\w"'])\s+\([^)]*\)$/, '')))
    .filter((part) => part !== '')
}

/** `"16:9"` and `'16:9'` are 16:9; other quotes are odd, and looked at later. */
const asText = (written: string): string => /^(["'])([^"']*)\1$/.exec(written)?.[2] ?? written

/** File types as they are written, apart. */
export const fileTypesIn = (text: string): JsonObject[string] =>
  text
    .slice(0, 2_000)
    .replaceAll(/\s+/g, ' ')
    .split(/ ?(?:,|;|\||、|\band\b|\bor\b) ?/)
    .map((type) => plain(type).replace(/\.$/, ''))
    .filter((type) => type !== '')
