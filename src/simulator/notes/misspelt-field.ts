import type { Note } from './note.ts'

export const misspeltField: Note = {
  name: 'misspelt-field',
  notices:
    'a field that no page describes and whose name is nearly that of one: it is dropped in silence, and the task is billed',
  example: '<provider> ignores callback_url; did you mean callBackUrl?',
  onCreate: ({ provider }, { strayFields }) => {
    for (const stray of strayFields)
      if (stray.kind === 'misspelt')
        return `${provider.contract.title} ignores ${stray.path.join('.')}; did you mean ${stray.meant.join('.')}?`
    return undefined
  },
}
