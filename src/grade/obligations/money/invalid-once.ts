import { notRepeated } from '../not-repeated.ts'

export const invalidOnce = notRepeated({
  id: 'money/invalid-once',
  situation: 'create-invalid',
  says: 'It repeats a create request whose fields were refused.',
})
