import { readFile } from 'node:fs/promises'
import { build as bundle, type Plugin, transform } from 'esbuild'

/** Which kind of module a file is, in the eyes of esbuild. */
const formatOf = async (path: string): Promise<'esm' | 'cjs'> => {
  const { metafile } = await bundle({ entryPoints: [path], write: false, metafile: true, logLevel: 'silent' })
  return Object.values(metafile.inputs)[0]?.format ?? 'cjs'
}

/**
 * Shortens the names inside each file of a dependency, also those at its top, which are its own since it is a module.
 * Names of our own stay: they are what a stack trace shows. (What `keepNames` does instead gives every function its name
 * while the program runs, each time one is made; that was a third of a create request.)
 */
export const minifiedDependencies: Plugin = {
  name: 'minified-dependencies',
  setup: (build) => {
    build.onLoad({ filter: /\/node_modules\/.*\.[cm]?js$/ }, async ({ path }) => {
      const { target } = build.initialOptions
      const { code } = await transform(await readFile(path, 'utf8'), {
        format: await formatOf(path),
        minify: true,
        legalComments: 'none',
        charset: 'utf8',
        ...(target !== undefined && { target }),
      })
      return { contents: code }
    })
  },
}
