import { callProvider, serverUrl } from './api.js'
import { commandBlock } from './bodies.js'
import { curlOf } from './curl.js'
import { actionButton, make, toast } from './dom.js'
import { linkTo } from './route.js'
import { store } from './store.js'

/** What an empty console tells a newcomer. */

const empty = (title, words, ...rest) => {
  const isThere = store.isThere
  const gone = `The account ${store.account} opens with its first request. It may also be gone because the simulator was restarted.`
  return make(
    'div.empty',
    make('h2', isThere ? title : 'No such account yet'),
    make('p', isThere ? words : gone),
    isThere && rest,
  )
}

const command = (title, method, url, body) => {
  const headers = { authorization: '$KEY', ...(body && { 'content-type': 'application/json' }) }
  const request = { headers, body: body === undefined ? '' : JSON.stringify(body) }
  return commandBlock(title, curlOf({ method, url, request }))
}

const INBOX = `${serverUrl}/__stuntdouble/inbox/demo`
const PROMPT = 'A cat on a skateboard'
const KEY = 'stunt.happy.page'
const KIE_CREATE = '/api/v1/jobs/createTask'

const kieBody = (callBackUrl) => ({
  model: 'wan/2-5-text-to-video',
  input: { prompt: PROMPT, duration: '5', resolution: '720p' },
  callBackUrl,
})

const evolinkBody = { model: 'wan2.5-text-to-video', prompt: PROMPT, duration: 5, callback_url: INBOX }

/** Creates a task as a client would, so that there is something to see. */
const createSample = async () => {
  await callProvider(KIE_CREATE, KEY, kieBody(INBOX))
  toast(`Created with the key ${KEY}.`)
  if (store.account !== undefined) location.hash = linkTo(['tasks'], KEY)
}

const sample = () =>
  make(
    'div.row',
    actionButton('Create a sample task', createSample, { name: 'button.strong' }),
    make(
      'span.hint',
      `Sends Kie a create request with the key ${KEY}; its callback goes to the inbox “demo”.`,
    ),
  )

export const noTasks = () =>
  empty(
    'No tasks yet',
    'Point your client at this simulator; any key works, and every key is its own account. Or start here:',
    sample(),
    store.clock?.kind === 'manual' &&
      make('p.hint', 'The clock stands still until it is moved: create a task, then press “Run until idle”.'),
    make('p', 'From a shell, after ', make('code', 'export KEY=my-test'), ':'),
    command('Kie', 'POST', KIE_CREATE, kieBody(INBOX)),
    command('EvoLink', 'POST', '/v1/videos/generations', evolinkBody),
  )

export const noRequests = () =>
  empty(
    'No requests yet',
    'Every call to a provider’s address appears here, with its response and the reason. Try one:',
    command('How many credits are left', 'GET', '/v1/credits'),
    make('p.hint', "To see it fail, add -H 'X-Stuntdouble-Fault: server-error', or choose a scenario above."),
  )

export const noCallbacks = () =>
  empty(
    'No callbacks yet',
    'A task that was created with a callback address posts to it when it ends, and tries again as the provider does when the receiver fails. This receiver is built in and fails twice first:',
    command('A task with a callback', 'POST', KIE_CREATE, kieBody(`${INBOX}?answers=500,500,200`)),
  )

export const noInboxes = () =>
  empty(
    'Nothing received yet',
    'An inbox is a built-in receiver for callbacks. Give a task an address such as this; choose any name, and answers lists the statuses it responds with in turn:',
    commandBlock('Callback address', `${INBOX}?answers=500,500,200`),
    sample(),
  )
