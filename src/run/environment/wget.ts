import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Layer } from './layer.ts'
import { BUNDLE } from './trust.ts'

/** wget: the user's own file, then ours, whose lines take precedence. */
export const wgetLayer: Layer = {
  name: 'wget',
  variables: ({ own, folder, port, write }) => {
    const path = own.WGETRC || join(own.HOME ?? '', '.wgetrc')
    const text = existsSync(path) ? `${readFileSync(path, 'utf8').trimEnd()}\n` : ''
    const proxy = `http://127.0.0.1:${port}`
    return {
      WGETRC: write(
        'wgetrc',
        `${text}ca_certificate = ${join(folder, BUNDLE)}\nuse_proxy = on\nhttp_proxy = ${proxy}\nhttps_proxy = ${proxy}\n`,
      ),
    }
  },
}
