import { createHash } from 'node:crypto'
import { bounds, UPLOAD_WEIGHT } from '../bounds.ts'

/** A file that an account uploaded. */
export interface Upload {
  readonly account: string
  /** What its link ends with, after the simulator's own prefix: `acct_12345678/1/cat.png`. */
  readonly path: string
  readonly fileName: string
  readonly folder: string
  readonly contentType: string
  readonly bytes: Buffer
  /** Epoch ms by the account's clock. */
  readonly uploadedAt: number
  readonly expiresAt: number
}

/** Where uploaded files are served, on the simulator's own port. */
export const UPLOADS_PREFIX = '/uploads'

/** Each costs something besides its bytes, however few they are. */
const weightOf = ({ bytes }: Upload): number => bytes.length + UPLOAD_WEIGHT

/** What was uploaded, over all accounts. What is too much lets the oldest go, of the same account first. */
export class Uploads {
  readonly #byPath = new Map<string, Upload>()
  readonly #weights = new Map<string, number>()
  #weight = 0

  add(upload: Upload): void {
    this.#byPath.set(upload.path, upload)
    this.#weigh(upload, weightOf(upload))
    const { uploads, allUploads } = bounds
    this.#dropWhile(() => this.#weightOf(upload.account) > uploads.most, upload.account)
    this.#dropWhile(() => this.#weight > allUploads.most)
  }

  /** @param path as `Upload.path` */
  find(path: string): Upload | undefined {
    return this.#byPath.get(path)
  }

  /** Forgets what an account uploaded. */
  forget(account: string): void {
    this.#dropWhile(() => this.#weightOf(account) > 0, account)
  }

  #weightOf(account: string): number {
    return this.#weights.get(account) ?? 0
  }

  #weigh({ account }: Upload, change: number): void {
    this.#weight += change
    const weight = this.#weightOf(account) + change
    if (weight <= 0) this.#weights.delete(account)
    else this.#weights.set(account, weight)
  }

  /** The map keeps them in the order in which they came. */
  #dropWhile(isTooMuch: () => boolean, account?: string): void {
    for (const [path, upload] of this.#byPath) {
      if (!isTooMuch()) return
      if (account !== undefined && upload.account !== account) continue
      this.#byPath.delete(path)
      this.#weigh(upload, -weightOf(upload))
    }
  }
}

/** The validator of a file, made from its bytes. */
export const etagOf = (bytes: Buffer): string =>
  `"${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}"`
