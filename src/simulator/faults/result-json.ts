import { defineFault } from './fault.ts'
import { choiceSetting } from './fault-settings.ts'

/** The task succeeds and is billed, and the JSON text with its links is not what it used to be. */
export const misshapenResult = defineFault({
  name: 'result-json',
  catches:
    'a client that trusts the text that holds the links: it crashes on it, or takes the task for failed',
  strikes: ['create'],
  settings: {
    how: choiceSetting(
      'JSON with something behind it, a list of the links, the first link alone, or the links under another name',
      ['junk', 'array', 'string', 'other-key'],
    ),
  },
  cannot: ({ provider: { plainResultsBecause } }) => plainResultsBecause,
  bendTimeline: ([first, ...rest], { settings: { how } }) => [
    first,
    ...rest.map((step) => (step.phase === 'succeeded' ? { ...step, resultForm: how } : step)),
  ],
})
