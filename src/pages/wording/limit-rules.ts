import type { Token } from './limit-tokens.ts'

/**
 * What limits look like: kinds of tokens in a row, `most is|colon? number`. A question mark is for what may be left out, `^` and
 * `$` for the ends of a clause; `number!` is not followed by a unit.
 */
export interface Rule {
  readonly parts: readonly { readonly kinds: readonly string[]; readonly isOptional: boolean }[]
  /** The keyword that each of its numbers is for. */
  readonly keys: readonly string[]
}

export const rule = (pattern: string, ...keys: readonly string[]): Rule => ({
  parts: pattern.split(' ').map((part) => ({
    kinds: part.replace(/\?$/, '').split('|'),
    isOptional: part.endsWith('?'),
  })),
  keys,
})

export interface Match {
  readonly rule: Rule
  readonly tokens: readonly Token[]
  readonly numbers: readonly Token[]
  readonly start: number
  readonly end: number
}

/** The matches of the rules, the first rule first; no token is in two of them. */
export const matchesIn = (tokens: readonly Token[], rules: readonly Rule[]): readonly Match[] => {
  const taken = new Set<Token>()
  return rules.flatMap((each) =>
    tokens.flatMap((_token, at) => {
      const found = matchAt(tokens, at, each.parts)
      if (found === undefined || found.length === 0 || found.some((token) => taken.has(token))) return []
      for (const token of found) taken.add(token)
      const numbers = found.filter(({ kind }) => kind === 'number')
      return [
        { rule: each, tokens: found, numbers, start: found[0]?.start ?? 0, end: found.at(-1)?.end ?? 0 },
      ]
    }),
  )
}

const matchAt = (
  tokens: readonly Token[],
  from: number,
  [part, ...rest]: Rule['parts'],
): readonly Token[] | undefined => {
  if (part === undefined) return []
  const token = tokens[from]
  const next = isMatch(tokens, from, part.kinds)
  if (next === 'nothing') return matchAt(tokens, from, rest)
  const behind = next === 'token' ? matchAt(tokens, from + 1, rest) : undefined
  if (behind && token) return [token, ...behind]
  return part.isOptional ? matchAt(tokens, from, rest) : undefined
}

const isMatch = (
  tokens: readonly Token[],
  at: number,
  kinds: readonly string[],
): 'token' | 'nothing' | undefined => {
  const token = tokens[at]
  if (kinds.includes('^')) return isEdge(tokens[at - 1]) ? 'nothing' : undefined
  if (kinds.includes('$')) return isEdge(token) ? 'nothing' : undefined
  if (token === undefined) return undefined
  if (kinds.includes('number!')) return token.kind === 'number' && isAlone(tokens, at) ? 'token' : undefined
  return kinds.includes(token.kind) ? 'token' : undefined
}

const isEdge = (token: Token | undefined): boolean =>
  token === undefined || /^(?:comma|stop|open|close)$/.test(token.kind)

/** A size, a share, part of a ratio: what makes a number something else than a value of the field. */
const isAlone = (tokens: readonly Token[], at: number): boolean => {
  const [next, further] = [tokens[at + 1]?.kind, tokens[at + 2]?.kind]
  return next !== 'unit' && next !== 'characters' && !(next === 'colon' && further === 'number')
}
