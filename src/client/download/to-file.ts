import { createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { InvalidArgumentError } from '../errors/client-error.ts'

export interface DownloadedFile {
  readonly path: string
  readonly bytes: number
  readonly contentType: string
}

/** Two downloads to one path must not write into each other. */
let nth = 0

/** @throws InvalidArgumentError when the folder does not exist; checked before anything is fetched */
export const assertFolder = async (path: string): Promise<void> => {
  const folder = dirname(path)
  const isThere = await stat(folder).then(
    (facts) => facts.isDirectory(),
    () => false,
  )
  if (!isThere)
    throw new InvalidArgumentError(`The folder ${folder} does not exist, so ${path} cannot be written.`)
}

/**
 * Writes a stream to a file. It gets its name only when it is whole: until then that ends in `.part`. Of two downloads
 * to one path the later one stays. @throws what the stream throws; InvalidArgumentError when the file cannot be written
 */
export const writeFile = async (stream: Readable, path: string): Promise<number> => {
  nth += 1
  const unfinished = `${path}.${process.pid}-${nth}.part`
  const file = createWriteStream(unfinished)
  try {
    await pipeline(stream, file)
    // /dev/null and the like are written to directly, and keep their name.
    await rename(unfinished, path)
    return file.bytesWritten
  } catch (error) {
    await rm(unfinished, { force: true })
    const { code, syscall } = Object(error) as { readonly code?: unknown; readonly syscall?: unknown }
    if (syscall === 'open' || syscall === 'rename' || syscall === 'write')
      throw new InvalidArgumentError(`${path} cannot be written (${String(code)}).`, { cause: error })
    throw error
  }
}
