import type { Note } from './note.ts'

export const foreignKey: Note = {
  name: 'foreign-key',
  notices: 'a key that has the form of another provider’s keys',
  example: 'The key has the form of a key for <other provider>; the live <provider> refuses it.',
  onCall: ({ account, provider }) => {
    const { owner } = account.key
    return owner === undefined || owner.name === provider.contract.name
      ? undefined
      : `The key has the form of a key for ${owner.title}; the live ${provider.contract.title} refuses it.`
  },
}
