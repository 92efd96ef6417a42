import { z } from 'zod'
import { readInput } from '../simulator/control/read-input.ts'
import type { JsonRecord, Tool, ToolContext, ToolHints } from './tool.ts'

interface OwnTool<Input> {
  readonly name: string
  readonly about: string
  readonly input: z.ZodType<Input>
  readonly hints: ToolHints
  readonly call: (input: Input, context: ToolContext) => Promise<JsonRecord>
}

/** A tool that is more than one route: its arguments are read by a schema. */
export const ownTool = <Input>({ input, call, ...rest }: OwnTool<Input>): Tool => {
  const { $schema, ...schema } = z.toJSONSchema(input, { io: 'input' }) as JsonRecord
  return {
    ...rest,
    input: schema,
    call: (args, context) => call(readInput(input, args, 'arguments') as Input, context),
  }
}
