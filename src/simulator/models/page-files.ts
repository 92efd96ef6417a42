import { type PageFile, pageFilesAt } from '../../pages/text/page-files.ts'
import { SettingError } from '../setting.ts'

/** Who looks for pages where nothing can be looked at. */
type OnAbsent = (words: string) => void

/** What the system calls its error: `EACCES`; an error of ours goes on. */
export const systemCodeOf = (error: unknown): string => {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  throw error
}

/**
 * Every file that may be a page below these folders (or that is one of them), by name.
 * @param onAbsent told of folders that are not there or cannot be read
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
