import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Operation, UploadForm, UploadRules } from '../contracts/index.ts'
import { callWithRetries } from './call.ts'
import type { CallOptions } from './call-options.ts'
import { randomName } from './chance.ts'
import { InvalidArgumentError } from './errors/client-error.ts'
import { multipart } from './multipart.ts'
import type { WireProvider } from './providers/provider.ts'
import { failure, request } from './request.ts'
import type { Settings } from './settings.ts'
import { stopSignal } from './signals.ts'

export interface UploadOptions extends CallOptions {
  /** Default: the file's own, or one that the provider makes up. */
  readonly fileName?: string
  /** Where the provider keeps it. Default: `uploads`. */
  readonly folder?: string
}

/** A file that requests can name. */
export interface Upload {
  /** For `image_url`, `image_urls` and the like. */
  readonly url: string
  /** When the provider deletes it, epoch ms. */
  readonly expiresAt: number
  /** The provider's response as it came. */
  readonly raw: unknown
}

/** The body of an upload. */
interface Payload {
  readonly body: string | Uint8Array<ArrayBuffer>
  readonly contentType: string
}

const FOLDER = 'uploads'

/** Hands a file to the provider, so that a request can name it: it costs nothing, and is kept for 24 hours. */
export class Uploads {
  readonly #provider: WireProvider
  readonly #settings: Settings

  constructor(provider: WireProvider, settings: Settings) {
    this.#provider = provider
    this.#settings = settings
  }

  /**
   * Uploads bytes, or a file by its path.
   * @throws InvalidArgumentError when the file cannot be read; CallError
   * @example const { url } = await client.uploads.file('cat.png')
   */
  async file(source: Uint8Array | string, options: UploadOptions = {}): Promise<Upload> {
    const bytes = typeof source === 'string' ? await contentsOf(source) : source
    const { fileName = typeof source === 'string' ? basename(source) : undefined } = options
    const { fields } = this.#rules
    const { contentType, body } = multipart(
      { [fields.folder]: options.folder ?? FOLDER, ...(fileName && { [fields.name]: fileName }) },
      { field: fields.file, fileName: fileName ?? 'file', bytes },
      `stuntdouble-${randomName(this.#settings.random)}`,
    )
    return this.#send('stream', { body, contentType }, options)
  }

  /** Lets the provider fetch a file from a public address. @throws CallError */
  async fromUrl(url: string, options: UploadOptions = {}): Promise<Upload> {
    if (!/^https?:\/\//i.test(url))
      throw new InvalidArgumentError('An upload by URL needs an http or https address.')
    const { fields } = this.#rules
    const { fileName, folder = FOLDER } = options
    const body = JSON.stringify({
      [fields.url]: url,
      [fields.folder]: folder,
      ...(fileName && { [fields.name]: fileName }),
    })
    return this.#send('url', { body, contentType: 'application/json' }, options)
  }

  get #rules(): UploadRules {
    const { uploads, title } = this.#provider.contract
    if (uploads === undefined) throw new InvalidArgumentError(`No upload of ${title} is known.`)
    return uploads
  }

  #operationFor(form: UploadForm): Operation {
    const { forms } = this.#rules
    const operation = this.#provider.contract.operations.find(({ id }) => forms[id] === form)
    if (operation === undefined) throw new InvalidArgumentError(`No upload of this form (${form}) is known.`)
    return operation
  }

  async #send(form: UploadForm, { body, contentType }: Payload, options: UploadOptions): Promise<Upload> {
    const { origin, pathname } = new URL(this.#settings.uploadUrl)
    const there = { ...this.#settings, origin, prefix: pathname.replace(/\/+$/, '') }
    const operation = this.#operationFor(form)
    const call = {
      ...{
        operation,
        path: operation.path,
        body,
        timeoutMs: options.timeout,
        maxRetries: options.maxRetries,
      },
      headers: { ...options.headers, 'content-type': contentType },
      signal: stopSignal(this.#settings, options.signal),
    }
    // A file that is uploaded twice costs nothing.
    const outcome = await callWithRetries(there, call, () => request(this.#provider, there, call))
    if (outcome.kind === 'failed') throw outcome.error
    const url = this.#provider.uploadedAddressIn(outcome.body)
    if (url === undefined) throw failure('invalid-response', 'returned no address of the file', outcome.facts)
    return { url, expiresAt: this.#settings.clock.now() + this.#rules.lifetimeMs, raw: outcome.body }
  }
}

const contentsOf = async (path: string): Promise<Uint8Array> => {
  try {
    return await readFile(path)
  } catch (cause) {
    throw new InvalidArgumentError(
      `The file ${path} cannot be read (${String(Object(cause).code ?? cause)}).`,
      { cause },
    )
  }
}
