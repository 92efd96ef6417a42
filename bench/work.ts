import { KEY, type LoadRequest } from './load/load.ts'

/** What is asked of a server again and again, and what has to be there before. */
export interface Work {
  readonly name: string
  /** The simulator's flags for it: they hold its tasks in one phase. */
  readonly flags: readonly string[]
  /** Sends what has to be there, and returns the request that is measured. */
  readonly prepare: (url: string) => Promise<LoadRequest>
  /** Whether every response refuses the request. */
  readonly isRefused: boolean
}

interface Wire {
  readonly provider: string
  readonly create: (prompt: string) => LoadRequest
  readonly idIn: (answer: Answer) => string
  readonly poll: (id: string) => LoadRequest
  readonly credits: LoadRequest
  readonly refused: LoadRequest
}

interface Answer {
  readonly id?: string
  readonly data?: { readonly taskId?: string }
}

const KIE_CREATE = '/api/v1/jobs/createTask'
const EVOLINK_CREATE = '/v1/videos/generations'

const post = (path: string, body: unknown): LoadRequest => ({
  method: 'POST',
  path,
  body: JSON.stringify(body),
})
const get = (path: string): LoadRequest => ({ method: 'GET', path })

const wires: readonly Wire[] = [
  {
    provider: 'Kie',
    create: (prompt) => post(KIE_CREATE, { model: 'wan/2-5-text-to-video', input: { prompt } }),
    idIn: ({ data }) => data?.taskId ?? '',
    poll: (id) => get(`/api/v1/jobs/recordInfo?taskId=${id}`),
    credits: get('/api/v1/chat/credit'),
    refused: post(KIE_CREATE, { model: 'wan/2-5-text-to-video', input: {} }),
  },
  {
    provider: 'EvoLink',
    create: (prompt) => post(EVOLINK_CREATE, { model: 'wan2.5-text-to-video', prompt }),
    idIn: ({ id = '' }) => id,
    poll: (id) => get(`/v1/tasks/${id}`),
    credits: get('/v1/credits'),
    refused: post(EVOLINK_CREATE, { model: 'wan2.5-text-to-video' }),
  },
]

const PHASE_FLAGS = {
  waiting: ['--queue', '1h'],
  running: ['--queue', '0', '--run', '1h'],
  finished: ['--queue', '0', '--run', '0'],
}

/** Sends one request, as the load does. */
export const ask = async (url: string, { method, path, body }: LoadRequest): Promise<Answer> => {
  const response = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body }),
  })
  return (await response.json()) as Answer
}

const workOf = ({ provider, create, idIn, poll, credits, refused }: Wire): readonly Work[] => [
  {
    name: `${provider}: create`,
    flags: PHASE_FLAGS.waiting,
    prepare: async () => create('a cat plays the piano'),
    isRefused: false,
  },
  ...(['waiting', 'running', 'finished'] as const).map((phase) => ({
    name: `${provider}: poll, ${phase}`,
    flags: PHASE_FLAGS[phase],
    // The bare server reads the phase from the prompt; the simulator is held in it by its flags.
    prepare: async (url: string) => poll(idIn(await ask(url, create(`a ${phase} cat`)))),
    isRefused: false,
  })),
  { name: `${provider}: credits`, flags: [], prepare: async () => credits, isRefused: false },
  { name: `${provider}: refused create`, flags: [], prepare: async () => refused, isRefused: true },
]

/** All that is measured against the bare servers. */
export const works: readonly Work[] = wires.flatMap(workOf)

export const workNamed = (name: string): Work => {
  const work = works.find((each) => each.name === name)
  if (work === undefined) throw new Error(`There is no work ${JSON.stringify(name)}.`)
  return work
}
