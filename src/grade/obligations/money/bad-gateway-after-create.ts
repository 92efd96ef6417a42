import { paysOnce } from '../pays-once.ts'

export const badGatewayAfterCreate = paysOnce({
  id: 'money/bad-gateway-after-create',
  situation: 'create-502-page',
  says: 'A 502 from a gateway makes it send the create request again, although the provider behind it did the work.',
})
