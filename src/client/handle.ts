import type { ProviderName } from '../contracts/index.ts'
import { recordOf } from '../contracts/media.ts'
import { InvalidArgumentError } from './errors/client-error.ts'

/** A paid task, as plain JSON: write it down, and `wait` takes it up again in any process. */
export interface TaskHandle {
  readonly provider: ProviderName
  readonly id: string
  readonly model: string | undefined
  /** When its create was answered, epoch ms by the client's clock; undefined when only the id is known. */
  readonly createdAt: number | undefined
  readonly idempotencyKey: string | undefined
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/**
 * Reads a handle, or a bare id.
 * @throws InvalidArgumentError when it names no task, or one of another provider
 */
export const readHandle = (given: unknown, provider: ProviderName): TaskHandle => {
  const {
    id,
    provider: owner = provider,
    model,
    createdAt,
    idempotencyKey,
  } = typeof given === 'string' ? recordOf({ id: given }) : recordOf(given)
  if (typeof id !== 'string' || id.trim() === '')
    throw new InvalidArgumentError('A task handle has an id, and this one has none.')
  if (owner !== provider)
    throw new InvalidArgumentError(`This is a ${provider} client; task ${id} belongs to ${String(owner)}.`, {
      taskId: id,
    })
  return {
    provider,
    id,
    model: textOf(model),
    createdAt: typeof createdAt === 'number' ? createdAt : undefined,
    idempotencyKey: textOf(idempotencyKey),
  }
}
