import { failsBadPictures } from '../images/fails-bad-pictures.ts'
import type { Note } from './note.ts'

export const unfetchableImage: Note = {
  name: 'unfetchable-image',
  notices:
    'a picture that nobody outside can fetch: blob:, data:, file:, this machine, a private network, a page instead of a picture. Under profile `observed` the task fails, as at the live service. With `--fetch-images` pictures are fetched, and one that is missing, too large or of a type that its page does not name fails its task too',
  example:
    'In a live run this task would fail: the picture "blob:https://example.com/1" cannot be fetched: a blob: address means something on the caller\'s side only.',
  onCreate: ({ provider: { contract }, simulation: { settings } }, { unfetchable }) => {
    if (unfetchable === undefined) return undefined
    const fails = failsBadPictures(contract, settings)
    return `${fails ? 'This task will fail' : 'In a live run this task would fail'}: ${unfetchable}.`
  },
}
