import { bounds } from '../bounds.ts'
import type { WaitOptions } from '../journal/waits.ts'
import type { Simulation } from '../simulation.ts'
import { ControlError } from './control-error.ts'

/**
 * Whether `isThere` became true before the wait was over.
 * @throws ControlError when too many are waiting already
 */
export const waitFor = async (
  { waits }: Simulation,
  isThere: () => boolean,
  options: WaitOptions,
): Promise<boolean> => {
  if (isThere()) return true
  if (options.ms === 0) return false
  if (waits.size >= bounds.waits.most)
    throw new ControlError(
      503,
      `${bounds.waits.most} calls are waiting already; try again when one of them has ended.`,
    )
  return (await waits.until(() => isThere() || undefined, options)) ?? false
}
