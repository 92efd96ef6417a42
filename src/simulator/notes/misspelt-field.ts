import type { Note } from './note.ts'

export const misspeltField: Note = {
  name: 'misspelt-field',
  notices:
    'a field that no page describes, with nearly the name of one that exists: it is silently ignored, and the task is billed',
  example: '<provider> ignores callback_url; did you mean callBackUrl?',
  onCreate: ({ provider }, { strayFields }) => {
    for (const stray of strayFields)
      if (stray.kind === 'misspelt')
        return `${provider.contract.title} ignores ${stray.path.join('.')}; did you mean ${stray.meant.join('.')}?`
    return undefined
  },
}
