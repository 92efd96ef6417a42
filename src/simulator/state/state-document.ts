import type { Account } from '../accounts/account.ts'
import { bounds } from '../bounds.ts'
import type { Simulation } from '../simulation.ts'
import { type AccountImage, StateImage } from './image.ts'
import { checkHeader } from './read-folder.ts'
import { STATE_VERSION, type StateDocument, type StateRecord } from './records.ts'
import { restoreAll, restoreInto } from './restore.ts'
import { StateError } from './state-error.ts'
import { recordsOf, recordsOfAccount } from './written-account.ts'

/** What a document says before its records. */
export const documentHeader = ({ settings }: Simulation): Omit<StateDocument, 'records'> => ({
  stuntdouble: 'state',
  version: STATE_VERSION,
  seed: settings.seed,
})

/** What is kept of an account, or of all and of the server, each record when it is asked for. */
export const documentRecords = (
  simulation: Simulation,
  account: Account | undefined,
): Iterable<StateRecord> =>
  account === undefined ? recordsOf(simulation) : recordsOfAccount(simulation, account)

/** What is kept of an account. */
export const documentOf = (simulation: Simulation, account: Account): StateDocument => ({
  ...documentHeader(simulation),
  records: [...documentRecords(simulation, account)],
})

const imageOf = (simulation: Simulation, document: StateDocument): StateImage => {
  checkHeader('This', document)
  const image = new StateImage(simulation.scenarios)
  const { most } = bounds.accounts
  for (const record of document.records) {
    image.take(record)
    if (image.accounts.size > most) throw new StateError(`This holds more than ${most} accounts`)
  }
  return image
}

/** Notifies watchers, among them whoever writes the state down. */
const tellOfAll = (simulation: Simulation, account: Account): void => {
  simulation.events.tell({ type: 'clock', account: account.name, owner: account })
  for (const task of account.tasks.values()) simulation.tellOfTask(account, task)
  for (const delivery of account.journal.deliveries)
    simulation.events.tell({ type: 'delivery', account: account.name, delivery })
}

const oneAccountIn = ({ accounts }: StateImage): AccountImage => {
  const [image, ...others] = accounts.values()
  if (image?.record === undefined || others.length > 0)
    throw new StateError(
      `This holds ${accounts.size} accounts, and a key takes over one; without a key, all are taken over`,
    )
  return image
}

/**
 * Makes an account what a document says of one, whatever that one is called: its tasks, credits, clock and chance. Its
 * clock shows what that one's did.
 * @throws StateError when the document cannot be read here; nothing has changed then
 */
export const takeOver = (simulation: Simulation, account: Account, document: StateDocument): void => {
  const image = oneAccountIn(imageOf(simulation, document))
  simulation.reset(account)
  restoreInto(simulation, account, image, { seed: document.seed, away: 'stood-still' })()
  tellOfAll(simulation, account)
}

/** Makes a whole simulator what a document says. @throws StateError as above */
export const takeOverAll = (simulation: Simulation, document: StateDocument): void => {
  const image = imageOf(simulation, document)
  simulation.reset(undefined)
  restoreAll(simulation, image, { seed: document.seed, away: 'stood-still' })()
  for (const account of simulation.accounts.all()) tellOfAll(simulation, account)
}
