import { z } from 'zod'
import { SettingError } from '../../../basics/setting.ts'
import { bounds } from '../../bounds.ts'
import { hasRoomFor } from '../../scenarios/own-scenarios.ts'
import type { Scenario } from '../../scenarios/scenario.ts'
import type { Simulation } from '../../simulation.ts'
import { ControlError } from '../control-error.ts'
import { controlRoute } from '../control-route.ts'
import { listSchema, scenarioSchema } from '../schemas.ts'
import { showScenario } from '../show.ts'

const choiceSchema = z.object({
  scenario: z
    .union([z.string(), z.record(z.string(), z.unknown())])
    .describe('a name, or a scenario as a config file has it: {rules: [{fault: …}]}'),
})

const CROWDED = `The scenarios of their own that accounts are in come to ${bounds.ownScenarios.most} characters already; reset accounts that are done, or give the scenario a name in the config file.`

const read = ({ scenarios }: Simulation, choice: string | Readonly<Record<string, unknown>>): Scenario => {
  try {
    return typeof choice === 'string' ? scenarios.named(choice) : scenarios.read('custom', choice)
  } catch (error) {
    throw error instanceof SettingError ? new ControlError(400, error.message) : error
  }
}

export const scenarioRoutes = [
  controlRoute({
    method: 'GET',
    path: '/scenarios',
    namesAccount: true,
    summary: 'Every scenario, and which one the account is in',
    tool: {
      name: 'list_scenarios',
      about:
        'The named scenarios: ways in which network and provider misbehave together. "lost-answers" finds clients that pay twice.',
    },
    answer: listSchema(scenarioSchema).extend({
      current: z.string(),
      chosen: scenarioSchema.describe('the current one itself, which may have no name of its own'),
    }),
    handle: ({ simulation: { scenarios }, account }) => ({
      items: [...scenarios.all.values()].map(showScenario),
      dropped: 0,
      current: (account?.scenario ?? scenarios.byDefault).name,
      chosen: showScenario(account?.scenario ?? scenarios.byDefault),
    }),
  }),
  controlRoute({
    method: 'PUT',
    path: '/scenario',
    namesAccount: true,
    summary: 'Puts the account into a scenario; without a key, every account and all new ones',
    tool: {
      name: 'set_scenario',
      about:
        'Changes what goes wrong for an account from now on: a scenario by its name, or rules of your own, such as {"rules": [{"fault": "task-fails", "call": 1}]}.',
    },
    body: choiceSchema,
    bodyLimit: bounds.scenarioBody.most,
    example: { body: { scenario: 'flaky' } },
    answer: z.object({ scenario: scenarioSchema, accounts: z.array(z.string()) }),
    handle: ({ simulation, account, body }) => {
      const scenario = read(simulation, body.scenario)
      // Without a key, all are put into this one, and give up theirs.
      if (account !== undefined && !hasRoomFor(simulation, scenario)) throw new ControlError(413, CROWDED)
      const concerned = simulation.setScenario(scenario, account)
      return { scenario: showScenario(scenario), accounts: concerned }
    },
  }),
]
