import { percentDecoded } from './media.ts'
import { unescaped } from './unescaped.ts'

/**
 * Keeps keys and passwords out of everything that is shown. A secret is redacted in each of these forms: as it is,
 * percent-encoded (any of its characters, any number of times), escaped in JSON (`\/`, `\u002f`, JSON within JSON), and
 * in Base64 at any offset. One pass over the text, however many secrets there are.
 */

/** The text shown in place of a secret. */
export const REDACTED = '[redacted]'

export interface SecretsOptions {
  /** Characters; anything shorter is part of ordinary words, and is not looked for. */
  readonly shortest?: number
  readonly mark?: string
  /** How many are kept at most; the oldest is dropped first. */
  readonly most?: number
  /** Of how many characters, all together. */
  readonly mostText?: number
}

/** Any odd number mixes well; this one is FNV's. */
const BASE = 0x01000193
const FILTER_BITS = 16

/**
 * The part of a secret that appears in Base64 whatever surrounds it, at an offset of 0, 1 or 2 bytes into a group of
 * three.
 */
const base64Forms = (secret: string): readonly string[] =>
  [0, 1, 2].map((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)])
    const from = Math.ceil((offset * 8) / 6)
    return bytes.toString('base64').slice(from, Math.floor((bytes.length * 8) / 6))
  })

const formsOf = (secret: string): readonly string[] => {
  const base64 = base64Forms(secret)
  return [
    secret,
    // Escapes are decoded before the search.
    secret.replaceAll('\\', ''),
    Buffer.from(secret).toString('latin1'),
    ...base64,
    ...base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
  ]
}

/** Of a longer form, as many characters are looked up first; only then is the rest of it compared. */
const LONGEST_HEAD = 32
/** Of more forms with the same head, the length of the longest is redacted, whatever follows the head. */
const MOST_COMPARED = 16

/** Forms that begin with the same head. */
interface Alike {
  readonly forms: Set<string>
  longest: number
}

/** The length of the longest of them that the text has there; 0 if it has none. */
const lengthOf = (found: string | Alike, text: string, from: number): number => {
  if (typeof found === 'string') return text.startsWith(found, from) ? found.length : 0
  if (found.forms.size > MOST_COMPARED) return found.longest
  let longest = 0
  for (const form of found.forms)
    if (form.length > longest && text.startsWith(form, from)) longest = form.length
  return longest
}

interface Span {
  readonly from: number
  readonly to: number
}

/** Every secret that was seen. */
export class Secrets {
  readonly #shortest: number
  readonly #mark: string
  readonly #most: number
  readonly #mostText: number
  readonly #known = new Set<string>()
  #knownText = 0
  /** Those that are never dropped, however many others come. */
  readonly #kept = new Set<string>()
  /** Recorded but not prepared yet: that is put off until something is shown. */
  #pending: string[] = []
  /**
   * Forms by the hash of their first characters, then by the length of their heads, then by head: however many begin
   * alike, one lookup per length is enough, and there are only so many lengths.
   */
  readonly #forms = new Map<number, Map<number, Map<string, string | Alike>>>()
  readonly #filter = new Uint8Array(2 ** FILTER_BITS)
  readonly #outgoing: number

  constructor({ shortest = 6, mark = REDACTED, most = 20_000, mostText = 1024 * 1024 }: SecretsOptions = {}) {
    this.#shortest = shortest
    this.#mark = mark
    this.#most = most
    this.#mostText = mostText
    let power = 1
    for (let step = 1; step < shortest; step += 1) power = Math.imul(power, BASE)
    this.#outgoing = power
  }

  /** From now on it is redacted in everything that is shown. */
  note(secret: string): void {
    if (secret.length < this.#shortest || this.#known.has(secret) || this.#kept.has(secret)) return
    this.#add(secret)
    this.#pending.push(secret)
    this.#bound()
  }

  /** From now on it is struck from whatever is shown, until it is let go: it does not count among the most that are known. */
  keep(secret: string): void {
    if (secret.length < this.#shortest || this.#kept.has(secret)) return
    this.#kept.add(secret)
    if (this.#known.delete(secret)) this.#knownText -= secret.length
    else this.#pending.push(secret)
  }

  /** What was kept is one of many again. */
  letGo(secret: string): void {
    if (!this.#kept.delete(secret)) return
    this.#add(secret)
    this.#bound()
  }

  #add(secret: string): void {
    this.#known.add(secret)
    this.#knownText += secret.length
  }

  #bound(): void {
    for (const oldest of this.#known) {
      if (this.#known.size <= this.#most && this.#knownText <= this.#mostText) return
      this.#forget(oldest)
    }
  }

  /** The text without any secret. */
  strike(text: string): string {
    this.#catchUp()
    if (text.length < this.#shortest || this.#known.size + this.#kept.size === 0) return text
    const spans = this.#find(text)
    if (text.includes('%') || text.includes('\\')) {
      const { text: plain, starts } = unescaped(text)
      for (const { from, to } of this.#find(plain)) {
        spans.push({ from: starts[from] ?? 0, to: starts[to] ?? text.length })
      }
    }
    return spans.length === 0 ? text : this.#without(text, spans)
  }

  #without(text: string, spans: Span[]): string {
    spans.sort((a, b) => a.from - b.from || b.to - a.to)
    const kept: string[] = []
    let end = 0
    for (const { from, to } of spans) {
      if (from >= end) kept.push(text.slice(end, from), this.#mark)
      end = Math.max(end, to)
    }
    return kept.join('') + text.slice(end)
  }

  #find(text: string): Span[] {
    const spans: Span[] = []
    const width = this.#shortest
    let hash = 0
    for (let at = 0; at < text.length; at += 1) {
      const gone = at < width ? 0 : Math.imul(text.charCodeAt(at - width), this.#outgoing)
      hash = (Math.imul(hash - gone, BASE) + text.charCodeAt(at)) | 0
      const from = at - width + 1
      if (from < 0 || this.#filter[hash >>> (32 - FILTER_BITS)] === 0) continue
      let longest = 0
      for (const [length, heads] of this.#forms.get(hash) ?? []) {
        const found = heads.get(text.slice(from, from + length))
        if (found !== undefined) longest = Math.max(longest, lengthOf(found, text, from))
      }
      if (longest > 0) spans.push({ from, to: Math.min(from + longest, text.length) })
    }
    return spans
  }

  #hash(form: string): number {
    let hash = 0
    for (let at = 0; at < this.#shortest; at += 1) hash = (Math.imul(hash, BASE) + form.charCodeAt(at)) | 0
    return hash
  }

  #catchUp(): void {
    for (const secret of this.#pending) {
      for (const form of new Set(formsOf(secret))) if (form.length >= this.#shortest) this.#enter(form)
    }
    this.#pending = []
  }

  #enter(form: string): void {
    const hash = this.#hash(form)
    this.#filter[hash >>> (32 - FILTER_BITS)] = 1
    const byLength = this.#forms.get(hash) ?? new Map<number, Map<string, string | Alike>>()
    this.#forms.set(hash, byLength)
    const head = form.slice(0, LONGEST_HEAD)
    const heads = byLength.get(head.length) ?? new Map<string, string | Alike>()
    byLength.set(head.length, heads)
    const before = heads.get(head)
    if (before === undefined || before === form) heads.set(head, form)
    else if (typeof before === 'string')
      heads.set(head, { forms: new Set([before, form]), longest: Math.max(before.length, form.length) })
    else {
      before.forms.add(form)
      before.longest = Math.max(before.longest, form.length)
    }
  }

  #forget(secret: string): void {
    this.#catchUp()
    this.#known.delete(secret)
    this.#knownText -= secret.length
    for (const form of new Set(formsOf(secret))) {
      if (form.length < this.#shortest) continue
      const head = form.slice(0, LONGEST_HEAD)
      const heads = this.#forms.get(this.#hash(form))?.get(head.length)
      const found = heads?.get(head)
      if (found === undefined) continue
      if (typeof found !== 'string') found.forms.delete(form)
      if (found === form || (typeof found !== 'string' && found.forms.size === 0)) heads?.delete(head)
    }
  }
}

/** Whether a header of this name holds a secret: `Authorization`, `X-Access-Key`, `X-Auth`, `Cookie` and the like. */
export const isSecretHeader = (name: string): boolean =>
  /^(?!idempotency).*(?:auth|cookie|token|secret|passw|credential|session|(?:^|[-_])(?:api-?)?key$|(?:^|[-_])apikey|access-?key)/i.test(
    name,
  )

/** `https://name:password@host` in any text, without name and password. */
export const withoutPasswords = (text: string): string =>
  text.includes('@') ? text.replace(/(https?:(?:\\?\/){2})[^\s"'/@\\]{1,200}@/gi, '$1***@') : text

/** The secrets in an `Authorization` header or another of that kind, however malformed: `Bearer Bearer "sk-…"`. */
export const secretsInHeader = (value: string): readonly string[] =>
  value
    .split(/[\s,;]+/)
    .map((word) => word.replace(/^["'(<]+|["')>]+$/g, ''))
    .filter((word) => !/^(bearer|basic|digest|token|apikey|key)$/i.test(word))
    .flatMap((word) => [word, word.slice(word.indexOf('=') + 1), ...passwordIn(word)])

/** The decoded credentials of `Basic`: `name:password`. */
const passwordIn = (word: string): readonly string[] => {
  if (!/^[\w+/-]{8,}={0,2}$/.test(word)) return []
  const [, password] = /^[ -~]*?:([ -~]+)$/.exec(Buffer.from(word, 'base64').toString('latin1')) ?? []
  return password === undefined ? [] : [password]
}

/** The password in a URL, both as written and as it is sent. */
export const passwordsIn = (url: string): readonly string[] => {
  if (!url.includes('@') || !URL.canParse(url)) return []
  const { username, password } = new URL(url)
  return password === ''
    ? []
    : [password, percentDecoded(password), `${percentDecoded(username)}:${percentDecoded(password)}`]
}
