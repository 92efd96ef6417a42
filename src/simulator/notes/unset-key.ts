import { lookOfKey } from '../accounts/key-look.ts'
import type { Note } from './note.ts'

const WORDS = 'The key looks like a variable that was not filled in; the live service refuses it.'

export const unsetKey: Note = {
  name: 'unset-key',
  notices:
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the text is such a template.
    'a key that is a placeholder nobody filled in: `undefined`, `null`, `None`, `${API_KEY}`, `<token>`, `YOUR_API_KEY`',
  example: WORDS,
  onCall: ({ account }) => (account.key.looksUnset ? WORDS : undefined),
  onRefusal: ({ account, request }) => {
    const [, key = ''] = (request.headers.authorization ?? '').split(/ +/)
    return account === undefined && lookOfKey(key).looksUnset ? WORDS : undefined
  },
}
