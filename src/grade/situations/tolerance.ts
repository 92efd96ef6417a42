import type { Recording } from '../recording.ts'
import { gzipped, longerIds, withNulls } from '../stage/bends.ts'
import type { Situation } from './situation.ts'

const hasRead = ({ requests }: Recording): boolean => requests.some(({ kind }) => kind === 'retrieve')

/** Responses that are right, and look a little different. */
export const toleranceSituations: readonly Situation[] = [
  {
    id: 'extra-fields',
    about: 'Every object of every response has fields that no page describes.',
    rules: [{ fault: 'extra-fields' }],
  },
  {
    id: 'nulls',
    about: 'Fields that have no value yet are null.',
    bend: () => withNulls,
    isProvoked: hasRead,
  },
  {
    id: 'empty-result',
    about: 'The task succeeds with an empty list of results.',
    rules: [{ fault: 'empty-result' }],
    isProvoked: hasRead,
  },
  {
    id: 'gzip',
    about: 'Responses are compressed with gzip, for clients that accept it.',
    bend: () => gzipped,
    unprovoked: 'it does not accept gzip',
  },
  {
    id: 'in-pieces',
    about: 'Responses come in five pieces, over half a second.',
    rules: [{ fault: 'slow-response', with: { by: '500ms', pieces: 5 } }],
  },
  {
    id: 'longer-ids',
    about: 'Task ids are longer than today.',
    bend: () => longerIds,
    isProvoked: ({ tasks }) => tasks.length > 0,
  },
  {
    id: 'content-type',
    about: 'Responses are JSON and say that they are plain text.',
    rules: [{ fault: 'wrong-content-type' }],
  },
]
