import { readFile } from 'node:fs/promises'
import type { Plugin } from 'esbuild'

interface LeftOut {
  /** The package that asks for it. */
  readonly by: string
  readonly names: RegExp
}

/**
 * What dependencies load for options that we do not use. Fastify's logger, JSON Schema compilers, HTTP/2 and `inject`
 * are more code than all else it consists of, and reading them at each start took longer than listening. Of undici only
 * its connections over HTTP/1.1 and `request` are used: its `fetch` alone loads Node's own undici too. zod has messages in forty languages, and writes functions for schemas if it is asked to.
 */
const LEFT_OUT: readonly LeftOut[] = [
  {
    by: 'fastify',
    names:
      /^(pino|semver|light-my-request|node:http2|node:https|@fastify\/(ajv-compiler|fast-json-stringify-compiler))$/,
  },
  {
    by: 'undici',
    names:
      /^\.\/lib\/(web|mock|cache|interceptor)\/|^\.\/lib\/dispatcher\/(balanced-pool|round-robin-pool|(env-http-|socks5-)?proxy-agent|retry-agent|h2c-client)$|^\.\/lib\/handler\/|^\.\/client-h2|^\.\/api-(stream|pipeline|upgrade|connect)$|^\.\.\/web\/fetch\/body/,
  },
  // The MCP server checks no forms of users, and is given a checker of its own.
  { by: '@modelcontextprotocol/server', names: /ajvProvider-[\w-]+\.mjs$/ },
  { by: 'zod', names: /\/locales\/index\.js$/ },
]

/**
 * A module whose every member throws when it is called: whoever needs it after all learns why. undici makes one object
 * of them while it is loaded (`caches`), which throws when it is used.
 */
const nothingNamed = (name: string): string => `
function refuse() { throw new Error(${JSON.stringify(`${name} is left out of this bundle (scripts/left-out.ts)`)}) }
function leftOut() { return new.target ? new Proxy({}, { get: refuse }) : refuse() }
module.exports = new Proxy(leftOut, { get: () => leftOut })
`

/** An ES module that others re-export name by name. */
const RE_EXPORTED = /\/zod\/v4\/core\/compile\.js$/

const nothingExported = (name: string, text: string): string => {
  const names = [...text.matchAll(/^export (?:const|class|function) (\w+)/gm)].map(([, each]) => each)
  const refuse = `() => { throw new Error(${JSON.stringify(`${name} is left out of this bundle (scripts/left-out.ts)`)}) }`
  return `const refuse = ${refuse}\nexport { ${names.map((each) => `refuse as ${each}`).join(', ')} }\n`
}

/** faker's modules and, in the same file, the words that all languages share: more than two thirds of it. */
const FAKER_BASE = /@faker-js\/faker\/dist\/base-[\w-]+\.js$/

/** Lists of words that are split while the file is loaded: a bundler leaves them out only where they are called pure. */
const withPureLists = (text: string): string =>
  text.replaceAll(/(?<=[:=])`[^`$\\]*`\.split\(`[^`]?`\)/g, '/* @__PURE__ */ $&')

/** Bundles without what is never used. */
export const leavingOut: Plugin = {
  name: 'left-out',
  setup: (build) => {
    for (const { by, names } of LEFT_OUT) {
      build.onResolve({ filter: names }, ({ path, importer }) =>
        importer.includes(`/node_modules/${by}/`)
          ? // What stands in for it is CommonJS, whatever it was.
            { path: path.replace(/\.mjs$/, '.cjs'), namespace: 'left-out' }
          : undefined,
      )
    }
    build.onLoad({ filter: RE_EXPORTED }, async ({ path }) => ({
      contents: nothingExported('zod/compile', await readFile(path, 'utf8')),
    }))
    build.onLoad({ filter: FAKER_BASE }, async ({ path }) => ({
      contents: withPureLists(await readFile(path, 'utf8')),
    }))
    build.onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path }) => ({ contents: nothingNamed(path) }))
  },
}
