import type { ProviderContract } from '../../contracts/index.ts'
import type { Settings } from '../settings.ts'

/** Whether a task fails whose picture cannot be used: as at the live service, or because the user asked for it. */
export const failsBadPictures = (
  { failsUnfetchableImages }: ProviderContract,
  { profile, fetchImages }: Settings,
): boolean => fetchImages || failsUnfetchableImages[profile]
