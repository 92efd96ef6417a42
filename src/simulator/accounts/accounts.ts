import { type Secrets, secretsInHeader } from '../../contracts/secrets.ts'
import type { Scenarios } from '../scenarios/registry.ts'
import type { Settings } from '../settings.ts'
import { type Clock, createManualClock, createRealClock, MANUAL_START } from '../time/clock.ts'
import { Account, accountName } from './account.ts'
import { lookOfKey } from './key-look.ts'

/** The key in an `Authorization` header. The scheme's case does not matter (RFC 9110, 11.1). */
const keyIn = (header: string, scheme: string): string | undefined => {
  const [written, key, ...more] = header.trimEnd().split(/ +/)
  if (written?.toLowerCase() !== scheme.toLowerCase() || key === undefined || /\s/.test(key)) return undefined
  // A key cannot contain spaces (RFC 6750, 2.1): `Bearer Bearer …` is refused, as the providers refuse it.
  return more.length === 0 ? key : undefined
}

/** Every account, by key. Any bearer key opens one on first use. */
export class Accounts {
  readonly #settings: Settings
  readonly #scenarios: Scenarios
  readonly #secrets: Secrets
  /** By scheme, then by header. */
  readonly #byHeader = new Map<string, Map<string, Account>>()
  readonly #byKey = new Map<string, Account>()
  readonly #byName = new Map<string, Account>()
  /** The server's own clock: what a new account's clock starts at. */
  readonly clock: Clock

  /** @param secrets records every key, accepted or not */
  constructor(settings: Settings, scenarios: Scenarios, secrets: Secrets) {
    this.#secrets = secrets
    this.#settings = settings
    this.#scenarios = scenarios
    this.clock = this.#createClock(settings.clockStart)
  }

  /**
   * The account that an `Authorization` header opens; `undefined` if the header is missing, malformed or refused.
   * @param scheme what comes before the key
   */
  ofHeader(header: string | undefined, scheme = 'Bearer'): Account | undefined {
    if (header === undefined) return undefined
    const byHeader = this.#byHeader.get(scheme) ?? new Map<string, Account>()
    const known = byHeader.get(header)
    if (known !== undefined) return known
    const key = keyIn(header, scheme)
    if (key === undefined || !this.#accepts(key)) {
      for (const secret of secretsInHeader(header)) this.#note(secret)
      return undefined
    }
    const account = this.ofKey(key)
    this.#byHeader.set(scheme, byHeader.set(header, account))
    return account
  }

  /** The account of a key, opened on first use. */
  ofKey(key: string): Account {
    let account = this.#byKey.get(key)
    if (account === undefined) {
      account = this.#open(key, this.#freeName(key))
      this.#note(key)
      this.#byKey.set(key, account)
    }
    return account
  }

  /** The account with this displayed name, if it is open. */
  ofName(name: string): Account | undefined {
    return this.#byName.get(name)
  }

  all(): readonly Account[] {
    return [...this.#byName.values()]
  }

  /** Every account with the key that opened it. */
  entries(): readonly (readonly [key: string, account: Account])[] {
    return [...this.#byKey]
  }

  /** Stops every clock. */
  stop(): void {
    this.clock.stop()
    for (const account of this.#byName.values()) account.clock.stop()
  }

  /** `stunt.*` keys are not secret. */
  #note(key: string): void {
    if (!key.startsWith('stunt.')) this.#secrets.note(key)
  }

  #accepts(key: string): boolean {
    return key !== 'invalid' && (this.#settings.apiKeys?.includes(key) ?? true)
  }

  /** Two of some ten thousand keys share 8 digits of a hash; the later one gets more digits. */
  #freeName(key: string): string {
    let name = accountName(key)
    for (let digits = 16; this.#byName.has(name); digits += 8) name = accountName(key, digits)
    return name
  }

  #open(key: string, name: string): Account {
    const account = new Account(
      name,
      this.#createClock(this.clock.now()),
      this.#settings,
      this.#scenarios.ofKey(key) ?? this.#scenarios.byDefault,
      lookOfKey(key),
      this.#scenarios.noteOnKey(key),
    )
    this.#byName.set(name, account)
    return account
  }

  #createClock(start: number | undefined): Clock {
    const { clock, speed } = this.#settings
    return clock === 'manual' ? createManualClock(start ?? MANUAL_START) : createRealClock(speed, start)
  }
}
