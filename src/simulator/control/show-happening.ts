import type { Happening } from '../journal/events.ts'
import type { Simulation } from '../simulation.ts'
import { showClock } from './move-clock.ts'
import { showDelivery, showSafely, showScenario, showTask } from './show.ts'

/** What happened, in the form in which the control API lists it. */
export const showHappening = (simulation: Simulation, happening: Happening): unknown => {
  switch (happening.type) {
    case 'exchange':
      return showSafely(happening.exchange, simulation.secrets)
    case 'task': {
      const { owner, task } = happening
      return showTask(task, owner, simulation.providers[task.provider], simulation.linkBase)
    }
    case 'delivery':
      return showDelivery(happening.delivery, simulation.deliveryPlans.get(happening.delivery))
    case 'clock':
      return showClock(simulation, happening.owner)
    case 'scenario':
      return showScenario(happening.scenario)
    case 'reset':
      return { reset: happening.reset }
    case 'inbox':
      return { inbox: happening.inbox, answered: happening.answered }
    case 'forgotten': {
      const { list, inbox, forgotten } = happening
      return inbox === undefined ? { list, forgotten } : { list, inbox, forgotten }
    }
  }
}
