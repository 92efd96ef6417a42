/** Takes secrets out of a text. */
export type Redact = (text: string) => string

const spellings = (secret: string): readonly string[] => [
  secret,
  encodeURIComponent(secret),
  JSON.stringify(secret).slice(1, -1),
  Buffer.from(secret).toString('base64'),
]

/** Anything shorter is not a secret, and is part of ordinary words. */
const SHORTEST = 4

/**
 * Takes out secrets, however they are encoded; the longest first, since one may contain another.
 * @param instead what is shown in its place
 */
export const redactor = (secrets: readonly (string | undefined)[], instead: string): Redact => {
  const known = secrets.flatMap((secret) =>
    secret === undefined || secret.length < SHORTEST ? [] : spellings(secret),
  )
  const ordered = [...new Set(known)].sort((a, b) => b.length - a.length)
  return (text) => ordered.reduce((rest, secret) => rest.replaceAll(secret, instead), text)
}
