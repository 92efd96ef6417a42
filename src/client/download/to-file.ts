import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

export interface DownloadedFile {
  readonly path: string
  readonly bytes: number
  readonly contentType: string
}

/** Writes a stream to a file. It has its name only when it is whole: until then it ends in `.part`. @throws what the stream throws */
export const writeFile = async (stream: Readable, path: string): Promise<number> => {
  const unfinished = `${path}.part`
  const file = createWriteStream(unfinished)
  try {
    await pipeline(stream, file)
    await rename(unfinished, path)
    return file.bytesWritten
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}
