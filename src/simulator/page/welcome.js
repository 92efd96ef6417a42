import { callProvider, serverUrl } from './api.js'
import { commandBlock } from './bodies.js'
import { actionButton, make, toast } from './dom.js'
import { store } from './store.js'

/** What an empty page tells a newcomer. */

const curl = (path, body) =>
  [
    `curl ${serverUrl}${path}`,
    `-H "Authorization: Bearer $KEY"`,
    "-H 'Content-Type: application/json'",
    `-d '${body}'`,
  ].join(' \\\n  ')

const inboxUrl = () => `${serverUrl}/__stuntdouble/inbox/demo`

const kieBody = () => ({
  model: 'wan/2-5-text-to-video',
  input: { prompt: 'A cat on a skateboard', duration: '5', resolution: '720p' },
  callBackUrl: inboxUrl(),
})

const KEY = 'stunt.happy.page'

/** Creates a task as a client would, so that there is something to see. */
const createSample = async () => {
  await callProvider('/api/v1/jobs/createTask', KEY, kieBody())
  toast(`Created with the key ${KEY}.`)
}

const samplesOf = () =>
  make(
    'div.row',
    actionButton('Create a sample task', createSample, { name: 'button.strong' }),
    make('span.hint', `Calls Kie’s create with the key ${KEY}; its callback goes to the inbox “demo”.`),
  )

const clockHint = () =>
  store.clock?.kind === 'manual'
    ? make(
        'p.hint',
        'The clock here stands still until it is moved: after creating a task, press “Run until idle”.',
      )
    : undefined

const notThere = () =>
  make(
    'div.empty',
    make('h2', 'No such account yet'),
    make(
      'p',
      `The account ${store.account} opens with its first request. It may also be gone because the simulator was started anew.`,
    ),
  )

export const noTasks = () => {
  if (!store.isThere) return notThere()
  return make(
    'div.empty',
    make('h2', 'No tasks yet'),
    make(
      'p',
      'Point your client at this simulator; any key works, and every key is an account of its own. Or start here:',
    ),
    samplesOf(),
    clockHint(),
    commandBlock('Kie', curl('/api/v1/jobs/createTask', JSON.stringify(kieBody()))),
    commandBlock(
      'EvoLink',
      curl(
        '/v1/videos/generations',
        JSON.stringify({
          model: 'wan2.5-text-to-video',
          prompt: 'A cat on a skateboard',
          duration: 5,
          callback_url: inboxUrl(),
        }),
      ),
    ),
    make('p.hint', 'KEY=anything will do, as in: export KEY=my-test'),
  )
}

export const noRequests = () => {
  if (!store.isThere) return notThere()
  return make(
    'div.empty',
    make('h2', 'No requests yet'),
    make('p', 'Every call to a provider’s address appears here, with what was answered and why. Try one:'),
    commandBlock(
      'How many credits are left',
      `curl ${serverUrl}/v1/credits \\\n  -H "Authorization: Bearer $KEY"`,
    ),
    make(
      'p.hint',
      "For a failure on purpose, add  -H 'X-Stuntdouble-Fault: server-error'  or choose a scenario above.",
    ),
  )
}

export const noCallbacks = () => {
  if (!store.isThere) return notThere()
  return make(
    'div.empty',
    make('h2', 'No callbacks yet'),
    make(
      'p',
      'A task that was created with a callback address posts to it when it ends, and tries again as the provider does when the receiver fails. This receiver is built in and fails twice first:',
    ),
    commandBlock(
      'A task with a callback',
      curl(
        '/api/v1/jobs/createTask',
        JSON.stringify({ ...kieBody(), callBackUrl: `${inboxUrl()}?answers=500,500,200` }),
      ),
    ),
  )
}

export const noInboxes = () =>
  make(
    'div.empty',
    make('h2', 'Nothing received yet'),
    make(
      'p',
      'An inbox is a receiver for callbacks that needs no server of yours. Give a task an address such as this; the name is free, and answers are the statuses it replies with in turn:',
    ),
    commandBlock('Callback address', `${inboxUrl()}?answers=500,500,200`),
    samplesOf(),
  )
