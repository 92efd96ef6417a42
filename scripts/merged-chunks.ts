import { readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild'

/**
 * esbuild makes a chunk for every set of entries that share something, and Node takes more than a millisecond for each
 * file it loads. So the chunks that are loaded together anyway become one file; what is left of each is a line that says where its exports are.
 */

type Outputs = Metafile['outputs']

/** The outputs that are loaded with the given sources, themselves included. */
const loadedWith = (outputs: Outputs, sources: readonly string[]): ReadonlySet<string> => {
  const found = new Set<string>()
  const visit = (path: string): void => {
    if (found.has(path)) return
    found.add(path)
    for (const { path: next, kind, external } of outputs[path]?.imports ?? [])
      if (kind === 'import-statement' && external !== true) visit(next)
  }
  for (const source of sources) {
    const path = Object.keys(outputs).find((each) => outputs[each]?.entryPoint === source)
    if (path === undefined) throw new Error(`${source} is in no chunk of its own`)
    visit(path)
  }
  return found
}

const ids = new Map<string, string>()

/** `c12`: a short name for a chunk, since it stands before each of its exports. */
const idOf = (path: string): string => {
  const id = ids.get(path) ?? `c${ids.size}`
  ids.set(path, id)
  return id
}

/** The name that an export of a chunk has in the file that the chunk became part of. */
const nameIn = (path: string, name: string): string => `${idOf(path)}$${name}`

const reExports = (path: string, names: readonly string[], from: string, isInside: boolean): string => {
  const list = names.map((name) =>
    isInside ? `${name} as ${nameIn(path, name)}` : `${nameIn(path, name)} as ${name}`,
  )
  return `export{${list.join(',')}}from${JSON.stringify(`./${from}`)};\n`
}

/** A group of sources whose chunks are one file; a chunk of two groups belongs to the first. */
export interface Group {
  readonly name: string
  readonly sources: readonly string[]
  /** Only what these load too. */
  readonly sharedWith?: readonly string[]
}

/** Chunks that call no `require` need not make one. */
const withoutBanner = (text: string, banner: string): string =>
  text.startsWith(banner) && !/\brequire\b/.test(text.slice(banner.length)) ? text.slice(banner.length) : text

const BUILT_IN = /import(?:([\w$]+)|\*as ([\w$]+)|(?:([\w$]+),)?\{([^}]*)\})from"(node:[\w/]+)";/g

/**
 * Takes Node's own modules without an import, for which Node calls every getter of a module: from Node 22 on, `node:http`
 * then loads all of undici (40 ms, 8 MiB), and `node:crypto` Web Crypto; `node:fs` its streams.
 */
const withoutImports = (text: string): string =>
  text.replace(BUILT_IN, (_, whole, star, beside, names: string | undefined, name) => {
    const taken = `=process.getBuiltinModule(${JSON.stringify(name)});`
    const all: string | undefined = whole ?? star ?? beside
    return (
      (all === undefined ? '' : `var ${all}${taken}`) +
      (names === undefined ? '' : `var{${names.replaceAll(/\s+as\s+/g, ':')}}${taken}`)
    )
  })

const onlyThese = (chunks: ReadonlySet<string>, banner: string): Plugin => ({
  name: 'only-these',
  setup: (all) => {
    all.onResolve({ filter: /./ }, ({ path, kind, resolveDir }) =>
      kind === 'entry-point' || (kind === 'import-statement' && chunks.has(resolve(resolveDir, path)))
        ? undefined
        : { path, external: true },
    )
    all.onLoad({ filter: /\.js$/ }, ({ path }) => ({
      contents: withoutBanner(readFileSync(path, 'utf8'), banner),
    }))
  },
})

/** Merges the chunks of a build, in the order of the groups. */
export const mergeChunks = async (
  metafile: Metafile | undefined,
  groups: readonly Group[],
  options: BuildOptions,
): Promise<void> => {
  const outputs = metafile?.outputs ?? {}
  const merged = new Set<string>()
  for (const { name, sources, sharedWith } of groups) {
    const shared = sharedWith && loadedWith(outputs, sharedWith)
    const own = [...loadedWith(outputs, sources)].filter(
      (path) => path.includes('/chunks/') && !merged.has(path) && (shared?.has(path) ?? true),
    )
    for (const path of own) merged.add(path)
    const folder = dirname(own[0] ?? '')
    const file = `${name}.js`
    const namesOf = (path: string): readonly string[] => outputs[path]?.exports ?? []
    const { outputFiles } = await build({
      ...options,
      write: false,
      stdin: {
        contents: own.map((path) => reExports(path, namesOf(path), basename(path), true)).join(''),
        resolveDir: folder,
      },
      plugins: [onlyThese(new Set([...merged].map((path) => resolve(path))), `${options.banner?.js}\n`)],
      banner: {},
    })
    const text = outputFiles[0]?.text ?? ''
    writeFileSync(join(folder, file), withoutImports(text))
    for (const path of own) writeFileSync(path, reExports(path, namesOf(path), file, false))
  }
}
