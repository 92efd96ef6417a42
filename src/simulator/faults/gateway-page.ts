import { Refusal } from '../http/refusal.ts'
import { defineFault, EVERY_CALL } from './fault.ts'
import { choiceSetting } from './fault-settings.ts'
import { retryAfterSetting, withRetryAfter } from './retry-after.ts'

const TITLES = { 502: 'Bad Gateway', 503: 'Service Temporarily Unavailable', 504: 'Gateway Time-out' }

/** As nginx writes it. */
const page = (status: keyof typeof TITLES): string => {
  const title = `${status} ${TITLES[status]}`
  return `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`
}

/** The gateway in front of the provider responds with an HTML page; the provider itself may have done the work. */
export const gatewayPage = defineFault({
  name: 'gateway-page',
  catches: 'a client that parses every response as JSON, or takes a 502 as proof that nothing was done',
  strikes: EVERY_CALL,
  settings: {
    at: choiceSetting('after the work (accepted), or before any is done (before)', ['accepted', 'before']),
    status: choiceSetting('its status', ['502', '503', '504']),
    retryAfter: retryAfterSetting,
  },
  rejectRequest: ({ settings: { at } }) =>
    at === 'before' ? new Refusal('bad-gateway', 'This page was asked for; no work was done.') : undefined,
  rewriteAnswer: (answer, { settings: { status, retryAfter } }) => {
    const code = Number(status) as keyof typeof TITLES
    const html = { ...answer, status: code, contentType: 'text/html', body: page(code) }
    return withRetryAfter(html, retryAfter)
  },
})
