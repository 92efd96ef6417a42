import { type SimulatorOptions, startSimulator } from '../../src/simulator/start-simulator.ts'
import { type Answer, ask } from '../helpers/simulator.ts'
import { PAGES } from './pages.ts'

// Watched pages are looked at as often as tests like.
const HURRY = {
  headersMs: 10_000,
  requestMs: 30_000,
  checkEveryMs: 2_000,
  lastWordsMs: 1_000,
  pagesEveryMs: 5,
}

export const noteOf = ({ headers }: Answer): string => String(headers['x-stuntdouble-note'] ?? '')

/** A page that is an OpenAPI document with one create operation: all that tests need where no fixture says it. */
export const pageFor = (path: string, properties: object, more: object = {}): string =>
  JSON.stringify({
    openapi: '3.1.0',
    paths: {
      [path]: {
        post: {
          requestBody: {
            content: { 'application/json': { schema: { type: 'object', properties, ...more } } },
          },
        },
      },
    },
  })

export const KIE_PATH = '/api/v1/jobs/createTask'

/** A page of a Kie model with these fields in its input. */
export const kiePageFor = (model: string, fields: object, more: object = {}): string =>
  pageFor(KIE_PATH, {
    model: { const: model },
    input: { type: 'object', properties: fields, ...more },
  })

/** A simulator that serves the pages of the fixtures, or others, and ends tasks at once. */
export const serve = async (options: SimulatorOptions = {}) => {
  const refusedPages: string[] = []
  const pageNotes: string[] = []
  const simulator = await startSimulator(
    { port: 0, progress: 'immediate', models: [PAGES], ...options },
    {
      onRefusedPage: (reason) => refusedPages.push(reason),
      onPageNote: (note) => pageNotes.push(note),
    },
    HURRY,
  )
  const get = (path: string) => ask('GET', simulator.url + path)
  const post = (path: string, body: unknown) => ask('POST', simulator.url + path, { body })
  const kie = (model: string, input: unknown) => post(KIE_PATH, { model, input })
  const recordInfo = async (id: string) => (await get(`/api/v1/jobs/recordInfo?taskId=${id}`)).json.data
  return {
    simulator,
    refusedPages,
    pageNotes,
    get,
    post,
    kie,
    recordInfo,
    /** What a Kie task that was just created came to. */
    resultOf: async ({ json }: Answer) => JSON.parse((await recordInfo(json.data.taskId)).resultJson),
    [Symbol.asyncDispose]: () => simulator.close(),
  }
}

/** A file's type by its header, and what its first bytes say it is. */
export const fileAt = async (url: string) => {
  const answer = await fetch(url)
  const bytes = Buffer.from(await answer.arrayBuffer())
  const start = bytes.subarray(0, 12).toString('latin1')
  const is = MAGIC.find(([pattern]) => pattern.test(start))?.[1]
  return { status: answer.status, type: answer.headers.get('content-type'), is }
}

const MAGIC: readonly (readonly [RegExp, string])[] = [
  [/^\x89PNG/, 'png'],
  [/^\xff\xd8\xff/, 'jpeg'],
  [/^RIFF....WEBP/s, 'webp'],
  [/^RIFF....WAVE/s, 'wav'],
  [/^(ID3|\xff[\xe2-\xff])/, 'mp3'],
  [/^....ftyp/s, 'mp4'],
]
