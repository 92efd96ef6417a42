/**
 * A variable of the process, or `undefined` if it is missing or blank. This is the only place where the client reads
 * the environment.
 */
export const environmentVariable = (name: string): string | undefined => {
  const value = process.env[name]?.trim()
  return value === '' ? undefined : value
}
