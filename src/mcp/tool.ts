export type JsonRecord = Readonly<Record<string, unknown>>

/** A simulator, started for the agent or joined. */
export interface SimulatorAddress {
  /** Without a trailing slash. */
  readonly url: string
  /** Its `--control-token`, if it has one. */
  readonly token: string | undefined
}

/** What a tool is called with besides its arguments. */
export interface ToolContext extends SimulatorAddress {
  /** What a graded command runs with. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  /** Aborted when the agent calls it off. */
  readonly signal: AbortSignal
  readonly onProgress: (done: number, of: number, what: string) => void
}

/** One thing that an agent can do. */
export interface Tool {
  readonly name: string
  /** What it is for and when to use it, as the agent reads it. */
  readonly about: string
  /** Its arguments as JSON Schema: an object. */
  readonly input: JsonRecord
  readonly hints: ToolHints
  /** @throws ControlError or ToolError, one sentence that says what would be right */
  readonly call: (args: JsonRecord, context: ToolContext) => Promise<JsonRecord>
}

/** Documented: modelcontextprotocol.io, "Tool annotations" (read 2026-11). */
export interface ToolHints {
  readonly readOnlyHint: boolean
  /** Whether something that was there may be gone afterwards. */
  readonly destructiveHint: boolean
  /** Whether anything but the simulator may be reached. */
  readonly openWorldHint: boolean
}

/** A call that cannot be carried out: one sentence. */
export class ToolError extends Error {
  override readonly name = 'ToolError'
}
