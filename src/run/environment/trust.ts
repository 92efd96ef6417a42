import { existsSync, readFileSync } from 'node:fs'
import type { Layer } from './layer.ts'
import { systemBundle } from './roots.ts'

/** Variables whose file replaces what the system trusts. */
const REPLACING = ['SSL_CERT_FILE', 'CURL_CA_BUNDLE', 'REQUESTS_CA_BUNDLE'] as const
/** Variables whose file is trusted in addition. */
const ADDING = ['NODE_EXTRA_CA_CERTS', 'DENO_CERT'] as const
/** With this one, Node 20 reads all authorities at its start, which takes 40 ms. Its hook does without. */
const SLOW_IN_NODE = 'NODE_EXTRA_CA_CERTS'

const read = (path: string): string | undefined => (existsSync(path) ? readFileSync(path, 'utf8') : undefined)

/** Authorities one after the other, each on lines of its own. */
const merged = (...texts: readonly string[]): string => texts.map((text) => `${text.trimEnd()}\n`).join('')

/** The file with the system's authorities and the run's. */
export const BUNDLE = 'trusted.pem'
/** The file with the run's authority alone. */
export const AUTHORITY = 'authority.pem'

/**
 * Makes OpenSSL, curl, Go, Ruby, requests, Node and Deno trust the run's authority, in addition to whatever they
 * trusted.
 */
export const trustLayer: Layer = {
  name: 'trust',
  variables: ({ own, isNode, roots, authority, write }) => {
    const bundle = write(BUNDLE, merged(roots, authority))
    const alone = write(AUTHORITY, authority)
    const withOwn = (variable: string, otherwise: string): string => {
      const path = own[variable]
      // Many set it to what the system trusts anyway.
      if (path !== undefined && path === systemBundle()) return bundle
      const text = path === undefined || path === '' ? undefined : read(path)
      return text === undefined ? otherwise : write(`${variable}.pem`, merged(text, authority))
    }
    const isLeftOut = (variable: string): boolean => isNode && variable === SLOW_IN_NODE && !own[variable]
    return Object.fromEntries([
      ...REPLACING.map((variable) => [variable, withOwn(variable, bundle)]),
      ...ADDING.filter((variable) => !isLeftOut(variable)).map((variable) => [
        variable,
        withOwn(variable, alone),
      ]),
    ])
  },
}
