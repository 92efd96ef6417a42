import { SERVER_CORE, startNode } from '../processes.ts'
import { percent, ratio, type Table, whole } from '../report/table.ts'
import { beside, compare, inSum, type Lengths, type Measured, type Rival, type Round } from '../rounds.ts'
import { type Work, workNamed, works } from '../work.ts'

/** How often the servers are started: with the same code, one process takes a third more time than the next. */
const SERIES = 2
const LENGTHS: Lengths = { warmUp: 2, rounds: 5, seconds: 1 }

/** How a server is started for a piece of work. */
export interface Contestant {
  readonly name: string
  readonly args: (work: Work) => readonly string[]
  /** It writes a line per request. */
  readonly logs?: true
}

const bareHttp: Contestant = { name: 'bare node:http', args: () => ['dist-bench/servers/http.js'] }
export const bareFastify: Contestant = {
  name: 'bare Fastify + zod',
  args: () => ['dist-bench/servers/fastify.js'],
}

const ENOUGH = ['--credits', '1e12', '--task-max', '2000000']
/** Everything on but the log. */
export const ours: Contestant = {
  name: 'stuntdouble',
  args: ({ flags }) => ['dist/stuntdouble.js', '--json', '--port', '0', ...ENOUGH, ...flags],
}
/** What is left when all is off that can be: no log, and no journal. */
const lean: Contestant = { name: 'lean', args: (work) => [...ours.args(work), '--journal-max', '0'] }
/** As it is started by hand: with a log for people. */
const withLog: Contestant = {
  name: 'with the log',
  args: (work) => ours.args(work).filter((word) => word !== '--json'),
  logs: true,
}

const urlIn = (line: string): string => /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0] ?? ''

export const startContestant = async (contestant: Contestant, work: Work): Promise<Rival> => {
  const server = await startNode(contestant.args(work), SERVER_CORE, contestant.logs ? 'ignore' : 'inherit')
  const url = urlIn(server.line)
  return { server, url, request: await work.prepare(url) }
}

/** Loads the contestants with one piece of work, in servers of their own. */
const oneSeries = async (
  contestants: readonly Contestant[],
  work: Work,
  lengths: Lengths,
): Promise<readonly Measured[]> => {
  const rivals: Rival[] = []
  try {
    for (const contestant of contestants) rivals.push(await startContestant(contestant, work))
    return compare(rivals, lengths)
  } finally {
    for (const { server } of rivals) await server.stop()
  }
}

/** Each contestant's medians for one piece of work, over several starts. */
export const contest = async (
  contestants: readonly Contestant[],
  work: Work,
  { series = SERIES, ...lengths }: Lengths & { readonly series?: number } = LENGTHS,
): Promise<readonly Measured[]> => {
  const taken = contestants.map((): Round[] => [])
  for (let nth = 0; nth < series; nth += 1)
    for (const [index, { rounds }] of (await oneSeries(contestants, work, lengths)).entries())
      taken[index]?.push(...rounds)
  return taken.map(inSum)
}

/** Aims: creates at least 0.70 of bare Fastify, polls 0.90. */
const AIMS: Readonly<Record<string, number>> = { create: 0.7, poll: 0.9 }
const aimOf = ({ name }: Work): string => {
  const kind = /: (create|poll)/.exec(name)?.[1]
  return kind === undefined ? '' : ratio(AIMS[kind] ?? 0)
}

interface Compared {
  readonly work: Work
  readonly http: Measured
  readonly fastify: Measured
  readonly lean: Measured
  readonly own: Measured
}

const rowOf = ({ work, http, fastify, lean: own, own: usual }: Compared): readonly string[] => {
  const share = beside(own, fastify, 'perSecond')
  return [
    work.name,
    whole(own.perSecond),
    whole(fastify.perSecond),
    ratio(beside(own, http, 'perSecond').ratio),
    `**${ratio(share.ratio)}** ${percent(share.spread)}`,
    aimOf(work),
    ratio(beside(fastify, own, 'cpu').ratio),
    own.p50Ms.toFixed(2),
    own.p99Ms.toFixed(2),
    ratio(beside(own, fastify, 'p99Ms').ratio),
    ratio(beside(usual, fastify, 'perSecond').ratio),
    ratio(beside(usual, fastify, 'p99Ms').ratio),
  ]
}

const COLUMNS = [
  'work',
  'stuntdouble/s',
  'bare Fastify/s',
  '÷ node:http',
  '÷ Fastify',
  'aim',
  'CPU: Fastify ÷ ours',
  'p50 ms',
  'p99 ms',
  'p99 ÷ Fastify',
  'with journal ÷ Fastify',
  'its p99 ÷ Fastify',
]

const againstBare = async (): Promise<Table> => {
  const compared: Compared[] = []
  for (const work of works) {
    const [http, fastify, without, own] = await contest([bareHttp, bareFastify, lean, ours], work)
    if (http && fastify && without && own) compared.push({ work, http, fastify, lean: without, own })
  }
  return {
    title: 'Requests per second',
    about:
      'Beside bare Fastify with zod, which sends as many bytes, with log and journal off (`--quiet --journal-max 0`) and all else on: validation, seed, credits, bill. The last two columns are as a test starts it, with the journal. A refused create request gets its reason, in the provider’s words and in ours.',
    columns: COLUMNS,
    rows: compared.map(rowOf),
    chart: {
      scale: 'requests per second, as a share of bare Fastify with zod',
      bars: compared.map(({ work, fastify, lean: own }) => ({
        label: work.name,
        value: beside(own, fastify, 'perSecond').ratio,
      })),
    },
  }
}

const byDefault = async (): Promise<Table> => {
  const rows: { readonly name: string; readonly share: number; readonly perSecond: number }[] = []
  for (const name of ['Kie: create', 'Kie: poll, finished', 'EvoLink: create', 'EvoLink: poll, running']) {
    const [quiet, logged] = await contest([ours, withLog], workNamed(name))
    if (quiet && logged)
      rows.push({ name, share: beside(logged, quiet, 'perSecond').ratio, perSecond: logged.perSecond })
  }
  return {
    title: 'With a log line per request',
    about: 'The log that is written by default, beside the same without it.',
    columns: ['work', 'stuntdouble/s', '÷ without the log', 'aim'],
    rows: rows.map(({ name, share, perSecond }) => [name, whole(perSecond), `**${ratio(share)}**`, '0.80']),
    chart: {
      scale: 'requests per second with the log, as a share of those without',
      bars: rows.map(({ name, share }) => ({ label: name, value: share })),
      aim: 0.8,
    },
  }
}

/** Requests per second of every kind of call, on both providers. */
export const throughput = async (): Promise<readonly Table[]> => [await againstBare(), await byDefault()]
