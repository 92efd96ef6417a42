import { z } from 'zod'
import { version } from '../../../basics/version.ts'
import { struckOneByOne } from '../../journal/struck.ts'
import { type ControlRoute, controlRoute } from '../control-route.ts'
import { filterSchema } from '../filter.ts'
import { HAR_END, harEntries, harHead } from '../har.ts'
import { longList } from '../lists.ts'
import { openapiOf } from '../openapi.ts'
import { sendPieces } from '../send-pieces.ts'

/**
 * Documents generated from the rest.
 * @param routes every route of the control API, these included
 */
export const documentRoutes = (routes: () => readonly ControlRoute[]): readonly ControlRoute[] => [
  controlRoute({
    method: 'GET',
    path: '/exchanges.har',
    summary: 'The exchanges as a HAR 1.2 archive',
    query: filterSchema,
    example: { query: 'status=4xx' },
    answer: z.object({ log: z.object({ version: z.literal('1.2'), entries: z.array(z.unknown()) }) }),
    handle: ({ simulation, account, query, reply }) => {
      const { items } = longList(simulation, account, 'exchanges', query)
      const entries = harEntries(struckOneByOne(items, simulation.secrets) as never, simulation.url)
      return sendPieces(reply, harHead(version()), entries, HAR_END)
    },
  }),
  controlRoute({
    method: 'GET',
    path: '/openapi.json',
    summary: 'This API as an OpenAPI 3.1 document',
    answer: z.object({ openapi: z.literal('3.1.0') }),
    handle: () => openapiOf(routes(), version()),
  }),
]
