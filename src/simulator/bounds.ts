/** How much of something there may be, and what becomes of the rest. */
export interface Bound {
  readonly most: number
  /** What `most` counts. */
  readonly of: string
  readonly beyond: string
}

const KIBI = 1024
const MEBI = 1024 * KIBI

/** What one exchange weighs besides its texts, and one delivery: measured, as characters. */
export const EXCHANGE_WEIGHT = 1_000
export const DELIVERY_WEIGHT = 1_000
/** And as much as this while it is under way. */
export const PENDING_WEIGHT = 2_000

/** What a callback weighs that is still to come, besides its address: measured, as characters. */
export const AWAITED_WEIGHT = 400

/** What a rule weighs that a create request asked for, in its prompt or a header: measured, as characters. */
export const RULE_WEIGHT = 400

/** What a call weighs that waits, besides its body: measured, as characters. */
export const WAITING_WEIGHT = 8_000

/** What an uploaded file weighs besides its bytes. */
export const UPLOAD_WEIGHT = 2_000

/**
 * Every bound on what callers can make a simulator keep or do, said once: the code, `--help` and `docs/bounds.md` all
 * read it here. A bound that is reached ends nothing. It drops what is oldest, or refuses one call with a reason.
 */
export const bounds = {
  accounts: {
    most: 5_000,
    of: 'accounts',
    beyond:
      'those idle longest are forgotten, and `dropped` of `GET accounts` counts them; an account that a test in the same process holds stays',
  },
  keys: { most: MEBI, of: 'characters in the keys of all accounts', beyond: 'as above' },
  bodies: {
    most: 48 * MEBI,
    of: 'characters in the bodies of create requests that are kept, of all accounts together (of a long one, 2,000), and 400 for each rule that one asks for; addresses of callbacks to come, and 400 for each; 200 for each of `--task-max`, where that is more',
    beyond: 'accounts that hold most forget their oldest tasks',
  },
  longBodies: {
    most: 16 * MEBI,
    of: 'characters in those bodies of create requests that have more than 2,000, of all accounts together',
    beyond:
      'accounts that hold most shorten the bodies of their oldest tasks: long texts in them are cut, and say so',
  },
  callWindows: {
    most: 20_000,
    of: 'tasks whose reads are counted for a rate limit, of all accounts together',
    beyond: 'accounts that hold most start counting again for those whose reads were counted first',
  },
  pendingCallbacks: {
    most: 16 * MEBI,
    of: 'characters in the callbacks that are under way: bodies, addresses and 2,000 for each',
    beyond:
      'one more is not sent, unless another account holds more: that one gives up its oldest. Deliveries say so',
  },
  journals: {
    most: 24 * MEBI,
    of: 'characters in the journals of all accounts together, with addresses, headers, notes and 1,000 for each entry',
    beyond: 'accounts that hold most drop their oldest entries, and `dropped` of the list counts them',
  },
  journal: {
    most: 16 * MEBI,
    of: 'characters in the exchanges of one account, and as many in its deliveries, weighed alike',
    beyond: 'the oldest entries are dropped, and `dropped` of the list counts them',
  },
  body: {
    most: 64 * KIBI,
    of: 'characters of a body in a journal or an inbox',
    beyond: 'its beginning is kept, with its length',
  },
  note: { most: 4_000, of: 'characters of the note on one exchange', beyond: 'the rest is cut' },
  directives: {
    most: 20,
    of: 'directives in one prompt',
    beyond: 'further ones are not followed, and the note says so',
  },
  callbackAddress: {
    most: 8_000,
    of: 'characters of a callback address',
    beyond: 'its delivery is refused, and its beginning is kept',
  },
  modelName: {
    most: 200,
    of: 'characters in the name of a model that no page describes',
    beyond: 'the create request is refused, as one of an unknown model is',
  },
  attempts: {
    most: 100,
    of: 'attempts of one delivery, however often it is sent again',
    beyond: 'sending it again is refused with 409',
  },
  inboxes: {
    most: 100,
    of: 'inboxes of one account, and as many of callers without one',
    beyond: 'the one unused longest is emptied, and `dropped` of `GET inbox` counts it',
  },
  allInboxes: { most: 1_000, of: 'inboxes in all', beyond: 'as above' },
  letters: {
    most: 1_000,
    of: 'requests in one inbox',
    beyond: 'the oldest is dropped, and `dropped` of the inbox counts it',
  },
  letterText: {
    most: 16 * MEBI,
    of: 'characters in all inboxes together, with addresses, headers and 1,000 for each request',
    beyond: 'inboxes that hold most drop their oldest requests',
  },
  streams: {
    most: 32,
    of: 'event streams at the same time',
    beyond: 'one more is refused with 503',
  },
  streamBacklog: {
    most: 2 * MEBI,
    of: 'bytes that wait for one event stream that is not read',
    beyond: 'the stream is closed',
  },
  waits: {
    most: 100,
    of: 'calls that wait (`?wait=`) at the same time; they end with their caller',
    beyond: 'one more is refused with 503',
  },
  requestBody: {
    most: MEBI,
    of: 'bytes of a request body',
    beyond: 'the request is refused with 413, or as the provider does',
  },
  arrivingBodies: {
    most: 64 * MEBI,
    of: 'bytes that have come of bodies of more than 16,384 that are still being received',
    beyond: 'the connection of the one that began first is closed',
  },
  waitingCalls: {
    most: 64 * MEBI,
    of: 'characters in the bodies of calls that wait for their latency, and 8,000 for each call that waits for that or is held back by a fault',
    beyond:
      'one more is refused at once as a server error of the provider, and the note says so; of one that a fault would hold back, the connection is closed',
  },
  scenarioBody: {
    most: 16 * KIBI,
    of: 'bytes of what `PUT scenario` takes',
    beyond: 'the request is refused with 413; longer ones can be in the config file',
  },
  stateBody: {
    most: 16 * MEBI,
    of: 'bytes of what `PUT state` takes over',
    beyond: 'the request is refused with 413; start with `--state` in a folder that holds it',
  },
  uploadBody: {
    most: 15 * MEBI,
    of: 'bytes of a request that uploads a file',
    beyond: 'the request is refused as the provider does',
  },
  uploadedFile: { most: 10 * MEBI, of: 'bytes of an uploaded file', beyond: 'as above' },
  uploads: {
    most: 32 * MEBI,
    of: 'bytes of the files that one account uploaded, and 2,000 for each',
    beyond: 'its oldest files go, and their links with them',
  },
  allUploads: {
    most: 96 * MEBI,
    of: 'bytes of all uploaded files, counted alike',
    beyond: 'the oldest files go',
  },
  fetchedImages: {
    most: 16,
    of: 'pictures of one create request that `--fetch-images` fetches',
    beyond: 'further ones are not looked at',
  },
  fetches: {
    most: 32,
    of: 'pictures that `--fetch-images` fetches at the same time, and 8 from one server',
    beyond: 'further ones wait for their turn',
  },
  ownScenarios: {
    most: 16 * MEBI,
    of: 'characters in the scenarios of their own that accounts were put into, and 400 for each rule',
    beyond: 'one more is refused with 413; accounts that are reset give up theirs',
  },
  takenOver: {
    most: 32 * MEBI,
    of: 'characters in the states that accounts have taken over',
    beyond: 'one more is refused with 413; accounts that are reset give up theirs',
  },
  moves: {
    most: 1_000,
    of: 'moves of clocks that are under way or wait for their turn',
    beyond: 'one more is refused with 503',
  },
  secrets: {
    most: 20_000,
    of: 'refused keys and passwords that are struck from what is shown, besides the keys of all accounts',
    beyond: 'the one seen longest ago is no longer looked for',
  },
} as const satisfies Readonly<Record<string, Bound>>
