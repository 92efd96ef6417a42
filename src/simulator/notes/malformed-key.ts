import type { Note } from './note.ts'

const about = (header: string | undefined, scheme: string): string | undefined => {
  if (header === undefined) return undefined
  const [first = '', second] = header.trim().split(/\s+/)
  const isScheme = (word: string | undefined): boolean => word?.toLowerCase() === scheme.toLowerCase()
  if (isScheme(first) && isScheme(second))
    return `The Authorization header says ${scheme} twice: the key itself begins with "${scheme} ".`
  if (isScheme(first) && second === undefined)
    return `The Authorization header has no key after ${scheme}: is the variable it comes from set?`
  if (second === undefined)
    return `The Authorization header lacks its scheme: send "${scheme} " before the key.`
  return /^[\w-]+$/.test(first) && !isScheme(first)
    ? `The Authorization header has another scheme: send "${scheme} " before the key, not "${first} ".`
    : undefined
}

export const malformedKey: Note = {
  name: 'malformed-key',
  notices:
    'a key that is refused because its scheme is there twice, missing or another, or the key itself is missing',
  example: 'The Authorization header says Bearer twice: the key itself begins with "Bearer ".',
  onRefusal: ({ account, request, provider }) =>
    account === undefined ? about(request.headers.authorization, provider.contract.authScheme) : undefined,
}
