import { SettingError } from '../../basics/setting.ts'
import { type PageFile, pageFilesAt } from '../../pages/text/page-files.ts'

/** Folders that are skipped while looking for pages. */
type OnAbsent = (words: string) => void

/** The system's code for its error: `EACCES`; other errors are thrown. */
export const systemCodeOf = (error: unknown): string => {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  throw error
}

/**
 * Every file below these folders (or one of them itself) that may be a page, by name.
 * @param onAbsent called with a sentence about folders that do not exist or cannot be read
 * @throws SettingError when a folder has too many
 */
export const pageFiles = (folders: readonly string[], onAbsent: OnAbsent): readonly PageFile[] =>
  folders.flatMap((folder) => {
    try {
      return pageFilesAt(folder)
    } catch (error) {
      if (error instanceof RangeError) throw new SettingError(`--models: ${error.message}.`, ['models'])
      const code = systemCodeOf(error)
      onAbsent(
        code === 'ENOENT'
          ? `--models: there is no folder ${folder}.`
          : `--models: ${folder} cannot be read (${code}).`,
      )
      return []
    }
  })
