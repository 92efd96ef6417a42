import { isInternalHost } from '../addresses.ts'
import type { CallbackRules } from '../contract.ts'

/** Documented: "URL length must not exceed `2048` characters". */
const LONGEST_URL = 2_048

const refuses = (written: string): string | undefined => {
  if (written.length > LONGEST_URL) return `callback_url must not exceed ${LONGEST_URL} characters`
  if (!URL.canParse(written)) return 'callback_url must be a valid URL'
  const url = new URL(written)
  if (url.protocol !== 'https:') return 'callback_url must use HTTPS'
  // The URL parser has already turned every spelling of an IPv4 address (0x7f.1, 2130706433) into four numbers.
  return isInternalHost(url.hostname) ? 'callback_url must not point to an internal address' : undefined
}

/** Documented: specs/pages/evolink/wan2.5-text-to-video.md, `callback_url`, "Callback Mechanism", "Security Restrictions". */
export const evolinkCallbacks: CallbackRules = {
  timeoutMs: 10_000,
  retryDelaysMs: [1_000, 2_000, 4_000],
  source: 'documented',
  refuses,
}
