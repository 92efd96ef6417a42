import { bounds } from '../bounds.ts'
import type { Journal } from '../journal/journal.ts'
import type { Settings } from '../settings.ts'
import { SharedBound } from '../shared-bound.ts'
import type { Account, SharedBounds } from './account.ts'

/**
 * What all accounts together may hold.
 * @param journal the server's own, which counts among theirs
 */
export const sharedBounds = (
  { taskMax }: Settings,
  accounts: () => readonly Account[],
  journal: () => Journal,
): SharedBounds => ({
  journals: new SharedBound(bounds.journals.most, () => [
    journal(),
    ...accounts().map((account) => account.journal),
  ]),
  callWindows: new SharedBound(bounds.callWindows.most, () =>
    accounts().map(({ callWindows }) => callWindows),
  ),
  tasks: new SharedBound(taskMax, () => accounts().map(({ store }) => store.tasks)),
  bodies: new SharedBound(Math.max(bounds.bodies.most, 200 * taskMax), () =>
    accounts().map(({ store }) => store.bodies),
  ),
  longBodies: new SharedBound(bounds.longBodies.most, () => accounts().map(({ store }) => store.longBodies)),
})
