import { readFile } from 'node:fs/promises'
import { type Plugin, transform } from 'esbuild'

/**
 * Shortens the names inside each file of a dependency. Names of our own stay: they are what a stack trace shows. (What
 * `keepNames` does instead gives every function its name while the program runs, each time one is made; that was a third
 * of a create request.)
 */
export const minifiedDependencies: Plugin = {
  name: 'minified-dependencies',
  setup: (build) => {
    build.onLoad({ filter: /\/node_modules\/.*\.[cm]?js$/ }, async ({ path }) => {
      const { target } = build.initialOptions
      const { code } = await transform(await readFile(path, 'utf8'), {
        minify: true,
        legalComments: 'none',
        charset: 'utf8',
        ...(target !== undefined && { target }),
      })
      return { contents: code }
    })
  },
}
