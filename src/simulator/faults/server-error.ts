import { Refusal } from '../refusal.ts'
import { defineFault } from './fault.ts'
import { choiceSetting } from './fault-settings.ts'

const KINDS = ['server-error', 'bad-gateway', 'unavailable'] as const

/** Answers a 5xx before any work is done; which of the provider's is drawn unless it is set. */
export const serverError = defineFault({
  name: 'server-error',
  catches:
    'a client that takes one failed poll for a failed task, or sends a create again although it may have been billed',
  strikes: ['create', 'retrieve', 'balance', 'download-link'],
  settings: { kind: choiceSetting('which one', ['any', ...KINDS]) },
  rejectRequest: ({ settings: { kind }, fraction }) =>
    new Refusal(
      kind === 'any' ? (KINDS[Math.floor(fraction * KINDS.length)] ?? 'server-error') : kind,
      'This server error was asked for; no work was done.',
    ),
})
