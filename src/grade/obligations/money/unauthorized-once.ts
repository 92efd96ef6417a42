import { notRepeated } from '../not-repeated.ts'

export const unauthorizedOnce = notRepeated({
  id: 'money/unauthorized-once',
  situation: 'create-401',
  says: 'It repeats a create request that was refused for its key.',
})
