import { SettingError } from '../../basics/setting.ts'
import { contracts } from '../../contracts/index.ts'
import { modelsOf } from '../../contracts/models.ts'
import { readConfig, SETTING_FLAGS } from '../config/config.ts'
import type { FlagTable, FlagValues } from '../flags/flags.ts'
import type { HelpText } from '../flags/help.ts'
import { EXIT, UsageError } from '../flags/usage-error.ts'
import type { Io } from '../terminal/io.ts'

export const MODELS_FLAGS: FlagTable = {
  ...(SETTING_FLAGS.models ? { models: SETTING_FLAGS.models } : {}),
  config: {
    form: 'a file',
    placeholder: 'file',
    about: 'settings to read (default: stuntdouble.config.json or .yaml in this folder)',
  },
  json: { about: 'print one JSON object per model' },
}

export const MODELS_HELP: HelpText = {
  usage: 'stuntdouble models [flags]',
  about: 'Lists the models that stuntdouble start serves with the same flags, and the page each comes from.',
}

interface Row {
  readonly provider: string
  readonly model: string
  readonly makes: string
  readonly method: 'POST'
  readonly path: string
  readonly page: string
}

/** The page of a bundled model: the one of its document's pages whose file or title names it. */
const bundledPage = (pages: unknown, model: string): string => {
  const all = Array.isArray(pages) ? (pages as readonly { readonly file: string }[]) : []
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  const page = all.find(({ file }) => plain(file.split('/').at(-1) ?? '').startsWith(plain(model)))
  return `bundled ${page?.file ?? ''}`.trim()
}

const bundledRows = (): readonly Row[] =>
  Object.values(contracts).flatMap(({ name, openapi, modelAt }) =>
    [...modelsOf({ openapi, modelAt }).values()].map(({ id, path }) => ({
      provider: name,
      model: id,
      makes: 'video',
      method: 'POST' as const,
      path,
      page: bundledPage((openapi as unknown as Readonly<Record<string, unknown>>)['x-pages'], id),
    })),
  )

/** Prints every model that is served. Returns the exit code. */
export const models = async (values: FlagValues, io: Io): Promise<number> => {
  const { models: folders = [] } = await readConfig(values, io)
  const imported = folders.length === 0 ? [] : await importedRows(folders, io)
  const isReplaced = (row: Row): boolean =>
    imported.some(({ provider, model }) => provider === row.provider && model === row.model)
  const rows = [...bundledRows().filter((row) => !isReplaced(row)), ...imported]
  const width = Math.max(...rows.map(({ model }) => model.length))
  const paths = Math.max(...rows.map(({ path }) => path.length))
  const text = values.json
    ? rows.map((row) => JSON.stringify(row))
    : rows.map(
        ({ provider, model, makes, path, page }) =>
          `${provider.padEnd(8)} ${model.padEnd(width)}  ${makes.padEnd(6)} POST ${path.padEnd(paths)}  ${page}`,
      )
  io.stdout.write(`${text.join('\n')}\n`)
  return EXIT.ok
}

const importedRows = async (folders: readonly string[], io: Io): Promise<readonly Row[]> => {
  const { readLibrary } = await import('../../simulator/models/library.ts')
  const { overlapsOf } = await import('../../simulator/models/overlaps.ts')
  const { exampleNotes } = await import('../../pages/example-notes.ts')
  try {
    const { pages, refused } = readLibrary(folders)
    for (const { reason } of refused) io.stderr.write(`stuntdouble: not served: ${reason}\n`)
    for (const note of [...overlapsOf(pages), ...exampleNotes(pages)])
      io.stderr.write(`stuntdouble: ${note}\n`)
    const rows = pages.flatMap(({ provider, models: ids, output, method, path, file, origin }) =>
      ids.map((model) => ({ provider, model, makes: output, method, path, page: origin ?? file })),
    )
    // Of two pages on one model, the later one counts.
    return [...new Map(rows.map((row) => [`${row.provider} ${row.model}`, row])).values()]
  } catch (error) {
    throw error instanceof SettingError ? new UsageError(error.message) : error
  }
}
