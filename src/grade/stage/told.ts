import type { Told } from '../recording.ts'

const textOrNull = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : null

/** What the last line of an output says, if it is a JSON object with `ok`, `taskId`, `url` or `error`. */
export const toldIn = (stdout: string): Told | null => {
  const last = stdout.trimEnd().split('\n').at(-1) ?? ''
  try {
    const value: unknown = JSON.parse(last)
    if (typeof value !== 'object' || value === null) return null
    const { ok, taskId, url, error } = value as Record<string, unknown>
    if (ok === undefined && taskId === undefined && url === undefined && error === undefined) return null
    return {
      ok: typeof ok === 'boolean' ? ok : null,
      taskId: textOrNull(taskId),
      url: textOrNull(url),
      error:
        textOrNull(error) ?? (typeof error === 'object' && error !== null ? JSON.stringify(error) : null),
    }
  } catch {
    return null
  }
}
