import { paysOnce } from '../pays-once.ts'

export const expiredLinkBoughtOnce = paysOnce({
  id: 'money/expired-link-bought-once',
  situation: 'link-expired',
  says: 'An expired link makes it order the video again.',
  why: 'The video exists and is paid for. A new link to it can be asked for.',
  remedy: 'Read the task again or ask for a new link; never order again for lack of a file.',
})
