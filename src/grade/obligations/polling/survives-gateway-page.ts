import { survives } from '../survives.ts'

export const survivesGatewayPage = survives({
  id: 'polling/survives-gateway-page',
  situation: 'poll-502-page',
  says: 'A page of HTML in place of a state, and it gives up a paid task.',
  remedy: 'Do not parse what is not JSON; wait, and read again.',
})
