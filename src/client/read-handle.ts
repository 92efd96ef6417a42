import type { ProviderName } from '../contracts/index.ts'
import { recordOf } from '../contracts/media.ts'
import { InvalidArgumentError } from './errors/client-error.ts'
import type { TaskHandle } from './handle.ts'

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
    requestId,
  } = typeof given === 'string' ? recordOf({ id: given }) : recordOf(given)
  if (typeof id !== 'string' || id.trim() === '')
    throw new InvalidArgumentError('This is not a task: pass its id, its handle or the task itself.')
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
    ...(typeof requestId === 'string' && { requestId }),
  }
}
