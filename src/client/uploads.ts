import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Operation } from '../contracts/index.ts'
import { callWithRetries } from './call.ts'
import type { CallOptions } from './call-options.ts'
import { InvalidArgumentError } from './errors/client-error.ts'
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
    const fileName = options.fileName ?? (typeof source === 'string' ? basename(source) : undefined)
    const { base64Body, paths } = this.#provider.uploads
    const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
    return this.#send(
      paths.base64,
      base64Body(data, { fileName, folder: options.folder ?? 'uploads' }),
      options,
    )
  }

  /** Lets the provider fetch a file from a public address. @throws CallError */
  async fromUrl(url: string, options: UploadOptions = {}): Promise<Upload> {
    if (!/^https?:\/\//i.test(url))
      throw new InvalidArgumentError('An upload by URL needs an http or https address.')
    const { urlBody, paths } = this.#provider.uploads
    const { fileName, folder = 'uploads' } = options
    return this.#send(paths.url, urlBody(url, { fileName, folder }), options)
  }

  async #send(
    path: string,
    body: Readonly<Record<string, unknown>>,
    options: UploadOptions,
  ): Promise<Upload> {
    const { uploads, contract } = this.#provider
    const { origin, pathname } = new URL(this.#settings.uploadUrl)
    const there = { ...this.#settings, origin, prefix: pathname.replace(/\/+$/, '') }
    const operation: Operation = { id: `${contract.name}.upload`, kind: 'create', method: 'POST', path }
    const call = {
      ...{
        operation,
        path,
        body: JSON.stringify(body),
        timeoutMs: options.timeout,
        maxRetries: options.maxRetries,
      },
      headers: { ...options.headers, 'content-type': 'application/json' },
      signal: stopSignal(this.#settings, options.signal),
    }
    // A file that is uploaded twice costs nothing.
    const outcome = await callWithRetries(there, call, () => request(this.#provider, there, call))
    if (outcome.kind === 'failed') throw outcome.error
    const url = uploads.addressIn(outcome.body)
    if (url === undefined) throw failure('invalid-response', 'returned no address of the file', outcome.facts)
    return { url, expiresAt: this.#settings.clock.now() + uploads.lifetimeMs, raw: outcome.body }
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
