/** Takes secrets out of a text. */
export type Redact = (text: string) => string

const spellings = (secret: string): readonly string[] => [
  secret,
  encodeURIComponent(secret),
  JSON.stringify(secret).slice(1, -1),
  Buffer.from(secret).toString('base64'),
]

/** What is shorter is no secret, and stands in every other word. */
const SHORTEST = 4

/** What may not appear anywhere goes, however it is spelled; the longest first, since one may hold another. */
export const redactor = (secrets: readonly (string | undefined)[]): Redact => {
  const known = secrets.flatMap((secret) =>
    secret === undefined || secret.length < SHORTEST ? [] : spellings(secret),
  )
  const ordered = [...new Set(known)].sort((a, b) => b.length - a.length)
  return (text) => ordered.reduce((rest, secret) => rest.replaceAll(secret, '[key]'), text)
}
