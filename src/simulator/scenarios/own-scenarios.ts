import { bounds, RULE_WEIGHT } from '../bounds.ts'
import type { Simulation } from '../simulation.ts'
import type { Scenario } from './scenario.ts'

const weights = new WeakMap<Scenario, number>()

const measured = (scenario: Scenario): number => {
  const text = JSON.stringify(scenario, (name, value) => (name === 'fault' ? value.name : value))
  return text.length + RULE_WEIGHT * scenario.rules.length
}

/** What a scenario weighs, in characters. */
export const weightOfScenario = (scenario: Scenario): number => {
  const known = weights.get(scenario) ?? measured(scenario)
  weights.set(scenario, known)
  return known
}

/** What the scenarios weigh that accounts have been put into, besides those that have a name for everybody. */
const heldOwn = ({ accounts, scenarios }: Simulation): number =>
  [...new Set(accounts.all().map(({ scenario }) => scenario))]
    .filter((scenario) => scenarios.find(scenario.name) !== scenario)
    .reduce((sum, scenario) => sum + weightOfScenario(scenario), 0)

/** Whether one more account may have a scenario of its own. */
export const hasRoomFor = (simulation: Simulation, scenario: Scenario): boolean =>
  simulation.scenarios.find(scenario.name) === scenario ||
  heldOwn(simulation) + weightOfScenario(scenario) <= bounds.ownScenarios.most
