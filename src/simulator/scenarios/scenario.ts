import type { Operation } from '../../contracts/index.ts'
import type { Fault } from '../faults/fault.ts'
import { serverError } from '../faults/server-error.ts'
import { taskFails } from '../faults/task-fails.ts'
import type { Random } from '../random.ts'
import type { Settings } from '../settings.ts'

/** When a fault meets a request. */
export interface Rule {
  readonly fault: Fault
  /** The share of the calls it could strike that it does strike, 0 to 1. */
  readonly chance: number
}

/** A named behaviour: rules in order, the first that matches wins. */
export interface Scenario {
  readonly name: string
  readonly rules: readonly Rule[]
}

/** The scenario that the rate settings make. */
export const scenarioOf = ({ errorRate, failRate }: Settings): Scenario => ({
  name: 'settings',
  rules: [
    { fault: serverError, chance: errorRate },
    { fault: taskFails, chance: failRate },
  ].filter(({ chance }) => chance > 0),
})

/** A fault that strikes, with the draw it may use. */
export interface Strike {
  readonly fault: Fault
  readonly fraction: number
}

/**
 * Whether a fault strikes this call, and which. Decided once, before anything else is done.
 * @param call the how-manieth call of this operation in the account, from 0
 */
export const decide = (
  scenario: Scenario,
  operation: Operation,
  call: number,
  random: Random,
): Strike | undefined => {
  for (const [index, { fault, chance }] of scenario.rules.entries()) {
    if (!fault.strikes.includes(operation.kind)) continue
    const purpose = `rule ${index}/${operation.id}`
    if (random.fraction(purpose, call) < chance) {
      return { fault, fraction: random.fraction(`${purpose}/how`, call) }
    }
  }
  return undefined
}
