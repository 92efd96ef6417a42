import { join } from 'node:path'
import type { Layer } from './layer.ts'
import { AUTHORITY } from './trust.ts'

/** Where hooks record what else was called, a line each: `passed example.com`. */
export const OTHERS_FILE = 'others.log'

/** The variables for the hooks of all languages, and for tests that need the simulator's control API. */
export const hooksLayer: Layer = {
  name: 'hooks',
  variables: ({ port, hosts, folder, authority, isBlocking, simulatorUrl, write }) => ({
    STUNTDOUBLE_URL: simulatorUrl,
    STUNTDOUBLE_RUN_HOOKS: JSON.stringify({
      port,
      hosts: hosts.names,
      isBlocking,
      authority: join(folder, AUTHORITY),
      // Also as it is: a process may lose the right to read the file, or outlive it.
      authorityPem: authority,
      others: write(OTHERS_FILE, ''),
    }),
  }),
}
