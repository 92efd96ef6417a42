import { z } from 'zod'
import { afterRealMs } from '../../../basics/time/machine.ts'
import { percentDecoded } from '../../../contracts/media.ts'
import type { Account } from '../../accounts/account.ts'
import type { Simulation } from '../../simulation.ts'
import { leftBy } from '../caller.ts'
import { ControlError } from '../control-error.ts'
import { CONTROL_PREFIX } from '../control-prefix.ts'
import { controlRoute } from '../control-route.ts'

/** How long a response is waited for, real ms: a fault may hold it back forever. */
const PATIENCE_MS = 5_000

/** As it is sent: `/x/../__stuntdouble` and `/%5F_stuntdouble` lead there too. */
const isOurOwn = (path: string): boolean => {
  const base = 'http://127.0.0.1'
  return (
    !URL.canParse(base + path) || percentDecoded(new URL(base + path).pathname).startsWith(CONTROL_PREFIX)
  )
}

const sendSchema = z.object({
  method: z.enum(['GET', 'POST', 'PUT', 'DELETE']),
  path: z
    .string({ error: 'is a path that begins with /' })
    .startsWith('/', { error: 'is a path that begins with /' })
    .refine((path) => !isOurOwn(path), {
      error: 'is a provider’s path, not the control API’s',
    }),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.string().default(''),
  key: z.string().min(1).optional().describe('an API key; without one, the account’s own is used'),
  scheme: z.string().default('Bearer').describe('what comes before the key'),
})

const sentSchema = z.object({
  status: z.number().int().nullable().describe('null where there was no response'),
  exchange: z.string().nullable().describe('its id in the journal'),
  task: z.string().nullable(),
  account: z.string().nullable(),
  error: z.string().nullable().describe('why there was no response'),
})

type Wanted = z.output<typeof sendSchema>

/** The key that a request is sent with. @throws ControlError if there is neither a key nor an account */
const keyFor = ({ accounts }: Simulation, account: Account | undefined, key: string | undefined): string => {
  const known = accounts.entries().find(([, each]) => each === account)?.[0]
  const used = key ?? known
  if (used !== undefined) return used
  throw new ControlError(400, 'Say whose request it is: send a "key", or ?account=<name>.')
}

/** Sends a request to this server as a client would, and gives up when it is called off. */
const post = async (
  { url }: Simulation,
  { method, path, headers, body, scheme }: Wanted,
  key: string,
  signal: AbortSignal,
): Promise<{
  readonly status: number | null
  readonly exchange: string | null
  readonly error: string | null
}> => {
  const request = {
    method,
    headers: { ...headers, authorization: `${scheme} ${key}` },
    signal,
    ...(method !== 'GET' && { body }),
  }
  try {
    const response = await fetch(url + path, { ...request, redirect: 'manual' })
    const exchange = response.headers.get('x-request-id')
    // The journal has it once the body has been sent.
    await response.text().catch(() => '')
    return { status: response.status, exchange, error: null }
  } catch (error) {
    const isLate = signal.aborted
    const words = isLate
      ? `There was no response within ${PATIENCE_MS / 1_000} s.`
      : 'The connection ended without a response.'
    return {
      status: null,
      exchange: null,
      error: error instanceof TypeError || isLate ? words : String(error),
    }
  }
}

export const sendRoutes = [
  controlRoute<unknown, Wanted>({
    method: 'POST',
    path: '/send',
    namesAccount: true,
    summary:
      'Sends a request to a provider’s address as a client of the account would: for the console, which has no keys',
    example: { body: { method: 'GET', path: '/v1/credits' } },
    body: sendSchema as z.ZodType<Wanted>,
    answer: sentSchema,
    handle: async ({ simulation, account, body, reply }) => {
      const key = keyFor(simulation, account, body.key)
      const late = new AbortController()
      const stop = afterRealMs(PATIENCE_MS, () => late.abort())
      const owner = simulation.accounts.ofHeader(`${body.scheme} ${key}`, body.scheme)
      const before = owner?.journal.exchanges.last?.id
      const sent = await post(simulation, body, key, AbortSignal.any([late.signal, leftBy(reply)]))
      stop()
      const written = owner?.journal.exchanges
        .toArray()
        .findLast(({ id, url }) =>
          sent.exchange === null ? url === body.path && id !== before : id === sent.exchange,
        )
      return {
        ...sent,
        exchange: written?.id ?? sent.exchange,
        task: written?.task ?? null,
        account: owner?.name ?? null,
      }
    },
  }),
]
