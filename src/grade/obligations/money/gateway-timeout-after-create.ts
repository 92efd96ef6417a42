import { paysOnce } from '../pays-once.ts'

export const gatewayTimeoutAfterCreate = paysOnce({
  id: 'money/gateway-timeout-after-create',
  situation: 'create-504-page',
  says: 'A 504 from a gateway makes it send the create request again, although the provider behind it did the work.',
})
