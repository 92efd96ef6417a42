import { percentDecoded } from '../../contracts/media.ts'
import type { Account } from '../accounts/account.ts'
import type { Simulation } from '../simulation.ts'
import { endOf, type Task, taskStepAt } from '../tasks/task.ts'
import { FILES_PREFIX } from './links.ts'

/** A result file: whose it is, of which task, and until when its link works. */
export interface ResultFile {
  readonly account: Account
  readonly task: Task
  /** Epoch ms by the account's clock. */
  readonly expiresAt: number
}

/** The result that a link's path refers to; `undefined` if there is none (yet). */
export const findResult = (simulation: Simulation, pathname: string): ResultFile | undefined => {
  if (!pathname.startsWith(`${FILES_PREFIX}/`)) return undefined
  const [name = '', taskId = '', ...rest] = pathname.slice(FILES_PREFIX.length + 1).split('/')
  const account = simulation.accounts.ofName(percentDecoded(name))
  const task = account?.task(taskId)
  if (account === undefined || task === undefined) return undefined
  const provider = simulation.providers[task.provider]
  const endedAt = endOf(task)
  if (endedAt === undefined || taskStepAt(task, account.clock.now()).phase !== 'succeeded') return undefined
  if (!provider.resultPaths(task, account).includes(rest.join('/'))) return undefined
  return { account, task, expiresAt: endedAt + provider.contract.resultLifetimeMs }
}
