import { Refusal } from '../refusal.ts'
import type { Fault } from './fault.ts'

const KINDS = ['server-error', 'bad-gateway', 'unavailable'] as const

/** Answers a 5xx before any work is done; which of the provider's is drawn. */
export const serverError: Fault = {
  name: 'server-error',
  catches:
    'a client that takes one failed poll for a failed task, or sends a create again although it may have been billed',
  strikes: ['create', 'retrieve', 'balance', 'download-link'],
  rejectRequest: ({ fraction }) => {
    const kind = KINDS[Math.floor(fraction * KINDS.length)] ?? 'server-error'
    return new Refusal(kind, 'This error was asked for by --error-rate.')
  },
}
