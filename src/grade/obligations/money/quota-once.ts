import { notRepeated } from '../not-repeated.ts'

export const quotaOnce = notRepeated({
  id: 'money/quota-once',
  situation: 'create-quota',
  says: 'It repeats a create request after its quota was used up.',
})
