import { defineFault } from './fault.ts'
import { choiceSetting, textSetting } from './fault-settings.ts'

/** The provider has a new word for one of the states. */
export const unknownState = defineFault({
  name: 'unknown-state',
  catches:
    'a client that takes a word it does not know for failure or for success, or polls without a pause meanwhile',
  strikes: ['create'],
  settings: {
    // No page has this word. "queuing" would be Kie's, on a newer page, and "cancelled" EvoLink's, in callbacks only.
    state: textSetting('the word', 'reviewing'),
    phase: choiceSetting('the phase it replaces', ['running', 'queued', 'succeeded']),
  },
  cannot: ({ settings: { progress } }) =>
    progress === 'immediate' ? 'with --progress immediate a task is never seen under way' : undefined,
  bendTimeline: ([first, ...rest], { settings: { state, phase } }) => {
    const renamed = (step: typeof first): typeof first => (step.phase === phase ? { ...step, state } : step)
    return [renamed(first), ...rest.map(renamed)]
  },
})
