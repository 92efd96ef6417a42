/** A page as it was fetched, or why it was not: one sentence. */
export type FetchedPage =
  | { readonly outcome: 'page'; readonly text: string }
  | { readonly outcome: 'not-read'; readonly why: string }

const WITHIN_MS = 30_000
const LARGEST_BYTES = 8 * 1024 * 1024

/** Fetches one page, without a key and without following redirects to other places. */
export const fetchPage = async (url: string, call: typeof fetch = fetch): Promise<FetchedPage> => {
  try {
    const answer = await call(url, {
      redirect: 'manual',
      headers: { accept: 'text/markdown, application/json, text/plain' },
      signal: AbortSignal.timeout(WITHIN_MS),
    })
    if (!answer.ok) return { outcome: 'not-read', why: `It responded with ${answer.status}.` }
    const text = await answer.text()
    if (text.length > LARGEST_BYTES) return { outcome: 'not-read', why: 'It is larger than any page.' }
    return { outcome: 'page', text }
  } catch (error) {
    return { outcome: 'not-read', why: `It could not be fetched: ${(error as Error).message}.` }
  }
}
