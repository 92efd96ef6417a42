import { defineFault, EVERY_CALL, NO_SETTINGS } from './fault.ts'

const NEWS = { newField: 'a text', new_object: { list: [1, null], flag: true } }

const withNews = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withNews)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries([
    ...Object.entries(value).map(([name, member]) => [name, withNews(member)] as const),
    ...Object.entries(NEWS),
  ])
}

/** Every object of the response has fields that no page describes, as after an unannounced release by the provider. */
export const extraFields = defineFault({
  name: 'extra-fields',
  catches: 'a client whose parser rejects unknown fields',
  strikes: EVERY_CALL,
  settings: NO_SETTINGS,
  rewriteAnswer: (answer) => ({ ...answer, body: JSON.stringify(withNews(JSON.parse(answer.body))) }),
})
