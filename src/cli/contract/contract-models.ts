import { SettingError } from '../../basics/setting.ts'
import type { ImportedPage } from '../../conformance/index.ts'
import type { ProviderName } from '../../contracts/index.ts'
import { readSetting } from '../../simulator/settings.ts'
import type { FlagValues } from '../flags/flags.ts'
import { UsageError } from '../flags/usage-error.ts'
import { fileAt, type Io } from '../terminal/io.ts'

/**
 * The pages of `--models` that are this provider's; other files are reported on standard error.
 * @throws UsageError when there is no page of this provider
 */
export const contractModels = async (
  { models }: FlagValues,
  provider: ProviderName,
  io: Io,
): Promise<readonly ImportedPage[]> => {
  if (models === undefined) return []
  const { readLibrary } = await import('../../simulator/models/library.ts')
  try {
    const folders = readSetting('models', models, '--models')
    const { pages, refused } = readLibrary(folders.map((folder) => fileAt(io, folder)))
    for (const { reason } of refused) io.stderr.write(`stuntdouble: not checked: ${reason}\n`)
    const own = pages.filter((page) => page.provider === provider)
    if (own.length > 0) return own
    const why = pages.length === 0 ? 'they hold no page' : 'every page in them is of another provider'
    throw new UsageError(`--models ${folders.join(', ')}: no model of ${provider} to check; ${why}.`)
  } catch (error) {
    throw error instanceof SettingError ? new UsageError(error.message) : error
  }
}
