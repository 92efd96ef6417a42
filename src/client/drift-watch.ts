import type { Drift } from './drift.ts'
import type { WireProvider } from './providers/provider.ts'
import type { Settings } from './settings.ts'
import { unknownFields } from './unknown-fields.ts'

/** Measures a response. Each finding is reported once per place, and nothing it does can break a call. */
export type WatchDrift = (
  answer: 'created' | 'task' | 'balance' | 'callback',
  body: unknown,
  taskId?: string,
) => Promise<void>

/** A provider that changes every value must not fill the memory. */
const MOST_REMEMBERED = 1_000

export const createDriftWatch = (provider: WireProvider, { onDrift, logger }: Settings): WatchDrift => {
  if (onDrift === undefined) return async () => undefined
  const told = new Set<string>()
  return async (answer, body, taskId) => {
    try {
      for (const drift of await driftOf(provider, provider.contract.components[answer], body, taskId)) {
        const place = `${drift.schema} ${drift.kind} ${drift.path} ${drift.message}`
        if (told.has(place) || told.size >= MOST_REMEMBERED) continue
        told.add(place)
        onDrift(drift)
      }
    } catch (error) {
      logger.warn?.(`onDrift threw: ${String(error)}`)
    }
  }
}

const driftOf = async (
  { contract }: WireProvider,
  schema: string,
  body: unknown,
  taskId: string | undefined,
): Promise<readonly Drift[]> => {
  // zod takes 30 ms to load; without onDrift it is never loaded.
  const { schemasOf } = await import('../contracts/schemas.ts')
  const { simpleIssues } = await import('../contracts/check/zod-issues.ts')
  const { error } = schemasOf(contract.openapi).component(schema).safeParse(body)
  const about = { provider: contract.name, schema, taskId }
  return [
    ...unknownFields(contract.openapi, contract.openapi.components?.schemas?.[schema], body).map((path) => ({
      ...about,
      kind: 'unknown-field' as const,
      path,
      message: 'the contract does not know this field',
    })),
    ...(error?.issues ?? [])
      .flatMap((issue) => simpleIssues(issue, body))
      .map(({ path, message }) => ({
        ...about,
        kind: 'unexpected-value' as const,
        path: path.join('.'),
        message,
      })),
  ]
}
