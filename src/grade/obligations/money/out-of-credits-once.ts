import { notRepeated } from '../not-repeated.ts'

export const outOfCreditsOnce = notRepeated({
  id: 'money/out-of-credits-once',
  situation: 'create-402',
  says: 'It repeats a create request that was refused for lack of credits.',
})
