import type { Note } from './note.ts'

export const liveAnswer: Note = {
  name: 'live-answer',
  notices: 'an error of profile `documented` that the live service reports differently',
  example:
    'The live service was observed to return HTTP 200 with {"code":500,"msg":"prompt is required","data":null} (--profile observed).',
  onRefusal: ({ simulation, provider, operation }, { kind, field, words }) => {
    const { profile } = simulation.settings
    const { errors, assumedErrors } = provider.contract
    if (profile !== 'documented' || words !== undefined) return undefined
    const detail = { field, operation: operation?.kind }
    const stated = errors.documented[kind](detail)
    const live = errors.observed[kind](detail)
    const [before, after] = [stated, live].map(({ body }) => JSON.stringify(body))
    if (stated.status === live.status && before === after) return undefined
    const verb = assumedErrors.includes(kind) ? 'is assumed to return' : 'was observed to return'
    return `The live service ${verb} HTTP ${live.status} with ${after} (--profile observed).`
  },
}
