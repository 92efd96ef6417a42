import { closeSync, fdatasync, fsyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { fileName, type StateFile, syncFolder } from './folder.ts'
import type { FileHeader } from './read-folder.ts'

/** Characters per write. */
const PIECE = 256 * 1024

/** A file of records that is being written, each on a line. */
export class RecordFile {
  readonly #handle: number
  #bytes = 0

  /** @throws Error with a code when it cannot be begun, or is there already */
  constructor(path: string, header: FileHeader) {
    this.#handle = openSync(path, 'wx', 0o600)
    this.write([header])
  }

  get bytes(): number {
    return this.#bytes
  }

  /** @throws Error with a code when the disk is full or gone: the last line may be torn then */
  write(records: Iterable<object>): void {
    let text = ''
    for (const record of records) {
      text += `${JSON.stringify(record)}\n`
      if (text.length < PIECE) continue
      this.#put(text)
      text = ''
    }
    if (text !== '') this.#put(text)
  }

  #put(text: string): void {
    const bytes = Buffer.from(text)
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#handle, bytes, done)
    this.#bytes += bytes.length
  }

  /** Resolves when what was written is on the disk. */
  sync(): Promise<void> {
    return new Promise((resolve, reject) => {
      fdatasync(this.#handle, (error) => (error === null ? resolve() : reject(error)))
    })
  }

  close(): void {
    try {
      fsyncSync(this.#handle)
    } finally {
      closeSync(this.#handle)
    }
  }
}

/** Begins a file of a state folder. @throws Error with a code when it cannot be begun */
export const beginFile = (
  folder: string,
  kind: StateFile,
  number: number,
  header: FileHeader,
): RecordFile => {
  const file = new RecordFile(join(folder, fileName(kind, number)), header)
  syncFolder(folder)
  return file
}
