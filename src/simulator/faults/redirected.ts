import { Refusal } from '../http/refusal.ts'
import { defineFault, EVERY_CALL } from './fault.ts'
import { choiceSetting } from './fault-settings.ts'

/** Marks where the redirect leads, so that whoever follows it arrives. */
const MARK = 'redirected=1'

const STATUSES = ['307', '308', '301', '302', '303'] as const

const isFollowed = (url: string): boolean => url.endsWith(MARK)

const onward = (url: string): string => `${url}${url.includes('?') ? '&' : '?'}${MARK}`

/** The call is sent elsewhere: to the same call, with a mark in its query. The first one does no work. */
export const redirected = defineFault({
  name: 'redirected',
  catches:
    'a client that turns a redirected POST into a GET, loses its body or key on the way, or takes an empty 3xx for success',
  strikes: EVERY_CALL,
  settings: {
    status: choiceSetting('its status; by 301, 302 and 303 many clients turn a POST into a GET', STATUSES),
  },
  rejectRequest: (_strike, { url }) =>
    isFollowed(url)
      ? undefined
      : new Refusal('server-error', 'This redirect was asked for; no work was done.'),
  rewriteAnswer: (answer, { settings: { status } }, { url }) =>
    isFollowed(url)
      ? answer
      : { ...answer, status: Number(status), body: '', headers: { location: onward(url) } },
})
