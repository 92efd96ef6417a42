import type { z } from 'zod'
import { ControlError } from './control-error.ts'

/** Reads a value by a schema. @throws ControlError naming the first member that is wrong */
export const readInput = (schema: z.ZodType | undefined, value: unknown, what: string): unknown => {
  if (schema === undefined) return undefined
  const { success, data, error } = schema.safeParse(value)
  if (success) return data
  const [issue] = error.issues
  const place = issue?.path.length ? `"${issue.path.join('.')}" of the ${what}` : `The ${what}`
  // Our own messages continue from the member's name; zod's are sentences of their own.
  const words = issue?.message ?? 'cannot be read'
  throw new ControlError(400, `${place} ${words.startsWith('is ') ? words : `is wrong: ${words}`}.`)
}
