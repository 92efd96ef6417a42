import type { Clock } from '../../basics/time/clock.ts'
import { OneAtATime } from '../../basics/time/one-at-a-time.ts'
import { SwitchableClock } from '../../basics/time/switchable-clock.ts'
import { contracts } from '../../contracts/index.ts'
import { type Secrets, secretsInHeader } from '../../contracts/secrets.ts'
import { bounds } from '../bounds.ts'
import type { Scenarios } from '../scenarios/registry.ts'
import type { Settings } from '../settings.ts'
import { Account, type SharedBounds } from './account.ts'
import { accountName, chanceOf } from './account-name.ts'
import { type KeyLook, lookOfKey, UNKNOWN_KEY } from './key-look.ts'

/** The key in an `Authorization` header. The scheme's case does not matter (RFC 9110, 11.1). */
const keyIn = (header: string, scheme: string): string | undefined => {
  const [written, key, ...more] = header.trimEnd().split(/ +/)
  if (written?.toLowerCase() !== scheme.toLowerCase() || key === undefined || /\s/.test(key)) return undefined
  // A key cannot contain spaces (RFC 6750, 2.1): `Bearer Bearer …` is refused, as the providers refuse it.
  return more.length === 0 ? key : undefined
}

/** How much is forgotten at once when there are too many: finding out who was idle longest takes a look at all. */
const FORGOTTEN_AT_ONCE = Math.ceil(bounds.accounts.most / 20)

export interface AccountsOptions {
  readonly settings: Settings
  readonly scenarios: Scenarios
  /** Records every key, accepted or not. */
  readonly secrets: Secrets
  readonly shared: SharedBounds
  /** Called before an account is forgotten. */
  readonly onForget?: (account: Account) => void
  /** Called with every new account. */
  readonly onOpen?: (account: Account) => void
}

/** Every account, by key. Any bearer key opens one on first use. */
export class Accounts {
  readonly #settings: Settings
  readonly #scenarios: Scenarios
  readonly #secrets: Secrets
  readonly #shared: SharedBounds
  readonly #onForget: (account: Account) => void
  readonly #onOpen: (account: Account) => void
  /** By header, where that is written as usual. */
  readonly #byHeader = new Map<string, Account>()
  readonly #byKey = new Map<string, Account>()
  readonly #byName = new Map<string, Account>()
  /** Those that were kept and whose key has not been used since, by the hash of it. */
  readonly #unclaimed = new Map<string, Account>()
  #keyText = 0
  #uses = 0
  #forgotten = 0
  /** When everything was reset last. */
  #epoch = 0
  /** The server's own clock: what a new account's clock starts at. */
  readonly clock: SwitchableClock
  /** The moves of all clocks at once. */
  readonly moves = new OneAtATime()

  constructor({ settings, scenarios, secrets, shared, onForget, onOpen }: AccountsOptions) {
    this.#secrets = secrets
    this.#settings = settings
    this.#scenarios = scenarios
    this.#shared = shared
    this.#onForget = onForget ?? (() => undefined)
    this.#onOpen = onOpen ?? (() => undefined)
    this.clock = this.#createClock(settings.clockStart, settings.clock)
  }

  /**
   * The account that an `Authorization` header opens; `undefined` if the header is missing, malformed or refused.
   * @param scheme what comes before the key
   */
  ofHeader(header: string | undefined, scheme = 'Bearer'): Account | undefined {
    if (header === undefined) return undefined
    const known = this.#byHeader.get(header)
    if (known !== undefined && header.startsWith(scheme)) return this.#used(known)
    const key = keyIn(header, scheme)
    if (key === undefined || !this.#accepts(key)) {
      for (const secret of secretsInHeader(header)) this.#note(secret)
      return undefined
    }
    const account = this.ofKey(key)
    if (header === `${scheme} ${key}`) this.#byHeader.set(header, account)
    return account
  }

  /** The account of a key, opened on first use. */
  ofKey(key: string): Account {
    const known = this.#byKey.get(key)
    if (known !== undefined) return this.#used(known)
    this.#keyText += key.length
    if (this.#byName.size >= bounds.accounts.most || this.#keyText > bounds.keys.most) this.#forgetIdle()
    const account = this.#claim(key) ?? this.#open(this.#freeName(key), chanceOf(key), lookOfKey(key), key)
    this.#keep(key)
    this.#byKey.set(key, account)
    return this.#used(account)
  }

  /**
   * Opens an account that was kept, of whose key no more than the hash is known: the key itself finds it again.
   * @param hash of its key; a `stunt.*` key as it is
   */
  reopen(hash: string, name: string): Account {
    const known = this.#byName.get(name)
    if (known?.hash === hash) return known
    if (hash.startsWith('stunt.')) return this.ofKey(hash)
    if (this.#byName.size >= bounds.accounts.most) this.#forgetIdle()
    const account = this.#open(known === undefined ? name : `acct_${hash}`, hash, UNKNOWN_KEY)
    this.#unclaimed.set(hash, account)
    return account
  }

  /**
   * Forgets every account. Kept are those that somebody holds, those whose keys the settings name, and those whose
   * clocks are ahead of the server's, since time must not run back.
   * @param epoch the simulator's, which begins now: what arrived before it has no effect on an account that is opened later
   */
  startOver(epoch: number): void {
    this.#epoch = epoch
    const named = new Set(this.#settings.apiKeys)
    for (const [key, account] of this.#everyKey())
      if (!account.isHeld && !named.has(key ?? '') && !this.#isAhead(account)) this.#forget(key, account)
  }

  /** The simulator's epoch when everything was reset last: what came before has no effect on what is nobody's. */
  get epoch(): number {
    return this.#epoch
  }

  /** How many were forgotten because there were too many. */
  get forgotten(): number {
    return this.#forgotten
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

  /** Makes every clock real or manual, and the clocks of new accounts. */
  switchClocks(kind: Clock['kind']): void {
    for (const { clock } of [this, ...this.all()]) clock.switchTo(kind)
  }

  /** Stops every clock. */
  stop(): void {
    this.clock.stop()
    for (const account of this.#byName.values()) account.clock.stop()
  }

  #used(account: Account): Account {
    this.#uses += 1
    account.usedAt = this.#uses
    return account
  }

  /** Forgets those idle longest. What is under way for one of them has no effect any more. */
  #forgetIdle(): void {
    const idle = this.#everyKey()
      .filter(([, { isHeld }]) => !isHeld)
      .sort(([, a], [, b]) => a.usedAt - b.usedAt)
      .slice(0, FORGOTTEN_AT_ONCE)
    for (const [key, account] of idle) this.#forget(key, account)
    this.#forgotten += idle.length
  }

  /** Every account, with its key where that is known. */
  #everyKey(): readonly (readonly [key: string | undefined, account: Account])[] {
    return [...[...this.#unclaimed.values()].map((account) => [undefined, account] as const), ...this.#byKey]
  }

  #forget(key: string | undefined, account: Account): void {
    if (key === undefined) this.#unclaimed.delete(account.hash)
    else this.#forgetKey(key)
    this.#byName.delete(account.name)
    this.#onForget(account)
    account.giveUp(Number.POSITIVE_INFINITY)
  }

  /** Whether its clock shows a later time than the one of a new account would. */
  #isAhead({ clock }: Account): boolean {
    if (clock.kind !== this.clock.kind) return true
    // After a restart, two real clocks that go on may be a moment apart.
    const leewayMs = clock.kind === 'real' ? 1_000 * this.#settings.speed : 0
    return clock.now() > this.clock.now() + leewayMs
  }

  #forgetKey(key: string): void {
    this.#byKey.delete(key)
    this.#keyText -= key.length
    for (const { authScheme } of Object.values(contracts)) this.#byHeader.delete(`${authScheme} ${key}`)
    this.#secrets.letGo(key)
  }

  /** The account that was kept for a key. */
  #claim(key: string): Account | undefined {
    const account = this.#unclaimed.size === 0 ? undefined : this.#unclaimed.get(chanceOf(key))
    if (account === undefined) return undefined
    this.#unclaimed.delete(account.hash)
    account.key = lookOfKey(key)
    return account
  }

  /** `stunt.*` keys are not secret. */
  #note(key: string): void {
    if (!key.startsWith('stunt.')) this.#secrets.note(key)
  }

  /** Notes a key that is struck for as long as its account is there. */
  #keep(key: string): void {
    if (!key.startsWith('stunt.')) this.#secrets.keep(key)
  }

  #accepts(key: string): boolean {
    const { apiKeys, refuseLiveKeys } = this.#settings
    if (key === 'invalid' || (refuseLiveKeys && lookOfKey(key).live !== undefined)) return false
    return apiKeys?.includes(key) ?? true
  }

  /** Two of some ten thousand keys share 8 digits of a hash; the later one gets more digits. */
  #freeName(key: string): string {
    let name = accountName(key)
    for (let digits = 16; this.#byName.has(name); digits += 8) name = accountName(key, digits)
    return name
  }

  /** @param key where it is known */
  #open(name: string, hash: string, look: KeyLook, key = ''): Account {
    const account = new Account(
      name,
      hash,
      this.#createClock(this.clock.now(), this.clock.kind),
      this.#settings,
      () => this.#scenarios.ofKey(key) ?? this.#scenarios.byDefault,
      look,
      this.#shared,
      this.#scenarios.noteOnKey(key),
      this.#epoch,
    )
    this.#byName.set(name, account)
    this.#onOpen(account)
    return account
  }

  #createClock(start: number | undefined, kind: Clock['kind']): SwitchableClock {
    const { speed, receiverPatience } = this.#settings
    return new SwitchableClock({ kind, start, speed, patienceMs: receiverPatience })
  }
}
