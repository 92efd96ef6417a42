import type { Note } from './note.ts'

const placeOf = (path: readonly string[]): string =>
  path.length === 1 ? 'at the top of the body' : `in "${path.slice(0, -1).join('.')}"`

export const misplacedField: Note = {
  name: 'misplaced-field',
  notices: 'a field at the wrong level, such as a callback address inside `input`',
  example: '<provider> ignores callBackUrl in "input"; callBackUrl belongs at the top of the body.',
  onCreate: ({ provider }, { strayFields }) => {
    for (const stray of strayFields)
      if (stray.kind === 'misplaced')
        return `${provider.contract.title} ignores ${stray.path.at(-1)} ${placeOf(stray.path)}; ${stray.meant.at(-1)} belongs ${placeOf(stray.meant)}.`
    return undefined
  },
}
