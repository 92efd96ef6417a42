import { dirname, join } from 'node:path'
import type { Layer } from './layer.ts'
import { BUNDLE } from './trust.ts'

/** The prepended script finds the run's ini file by its name. */
const INI_FILE = 'php/stuntdouble-run.ini'

/** PHP: one more ini file. The empty entry in front keeps the folder that was compiled in. */
export const phpLayer: Layer = {
  name: 'php',
  variables: ({ own, hooks, folder, port, isIsolated, write }) => {
    const bundle = join(folder, BUNDLE)
    // The wrapper for streams has a price ($http_response_header), and is not needed where names lead here.
    const prepend = isIsolated ? '' : `auto_prepend_file="${join(hooks, 'php/prepend.php')}"\n`
    const file = write(INI_FILE, `openssl.cafile="${bundle}"\ncurl.cainfo="${bundle}"\n${prepend}`)
    return {
      PHP_INI_SCAN_DIR: `${own.PHP_INI_SCAN_DIR ?? ''}:${dirname(file)}`,
      STUNTDOUBLE_RUN_PHP_PROXY: `tcp://127.0.0.1:${port}`,
    }
  },
}
