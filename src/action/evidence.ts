/** What a simulator has to say at the end of a job, by its control API. */

/** A task, as far as the summary shows it. */
export interface SeenTask {
  readonly id: string
  readonly account: string
  readonly provider: string
  readonly model: string
  readonly phase: string
  readonly failure: { readonly code?: string; readonly message?: string } | null
  readonly cost: number
  readonly reads: number
}

/** A callback, as far as the summary shows it. */
export interface SeenDelivery {
  readonly taskId: string
  readonly url: string
  readonly state: 'pending' | 'delivered' | 'failed' | 'refused'
  readonly attempts: readonly { readonly status: number | null; readonly error: string | null }[]
}

export interface Bill {
  readonly text: string
  readonly report: string
  readonly paidTwice: number
  readonly neverRead: number
}

/** The files that are left behind, by their names, and what the summary is made of. */
export interface JobEvidence {
  readonly files: Readonly<Record<string, string>>
  readonly bill: Bill
  readonly tasks: readonly SeenTask[]
  readonly deliveries: readonly SeenDelivery[]
}

/** What is asked for, and the file it becomes. */
const FILES = {
  'bill.json': 'bill',
  'tasks.json': 'tasks',
  'callbacks.json': 'deliveries',
  'journal.json': 'exchanges',
  'journal.har': 'exchanges.har',
} as const

const ANSWER_WITHIN_MS = 30_000

const textAt = async (url: string, token: string | undefined): Promise<string> => {
  const headers: Record<string, string> = token === undefined ? {} : { 'x-stuntdouble-token': token }
  const answer = await fetch(url, { headers, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) })
  const text = await answer.text()
  if (answer.ok) return text
  throw new Error(`${url} responded with ${answer.status}: ${text.slice(0, 300)}`)
}

/**
 * Asks a simulator for everything.
 * @param token what it wants as X-Stuntdouble-Token, if it was started with --control-token
 * @throws Error when it does not respond
 */
export const evidenceOf = async (url: string, token?: string): Promise<JobEvidence> => {
  const files: Record<string, string> = {}
  for (const [file, path] of Object.entries(FILES))
    files[file] = await textAt(`${url}/__stuntdouble/${path}`, token)
  const read = <T>(file: keyof typeof FILES): T => JSON.parse(files[file] ?? '') as T
  return {
    files,
    bill: read<Bill>('bill.json'),
    tasks: read<{ items: readonly SeenTask[] }>('tasks.json').items,
    deliveries: read<{ items: readonly SeenDelivery[] }>('callbacks.json').items,
  }
}
