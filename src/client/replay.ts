import type { CallOptions } from './call-options.ts'
import { createTask } from './create.ts'
import type { AmbiguousCreateError } from './errors/ambiguous-create-error.ts'
import type { Replayed } from './reconcile.ts'
import type { TaskTools } from './tasks.ts'

/**
 * Sends an ambiguous create request once more under its own key, if the provider is known to replay.
 * @throws ClientError
 */
export const replayCreate = async (
  { provider, settings, sent }: TaskTools,
  error: AmbiguousCreateError,
  call: CallOptions,
): Promise<Replayed | undefined> => {
  const wanted = sent.wantedBy(error)
  if (wanted === undefined || !provider.replays) return undefined
  const { idempotencyKey } = error
  // The first request has reserved the price already.
  const { handle, isReplayed } = await createTask(provider, settings, wanted, {
    ...call,
    idempotencyKey,
    credits: 0,
  })
  sent.bought(handle.id)
  return { handle, isFirst: isReplayed }
}
