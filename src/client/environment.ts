/** A variable of the process, or `undefined` when it is missing or blank. The client's only look at the environment. */
export const environmentVariable = (name: string): string | undefined => {
  const value = process.env[name]?.trim()
  return value === '' ? undefined : value
}
