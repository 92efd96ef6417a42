import { change } from '../edit.ts'
import { at, bill, isSuccess, type Operator, onBalance, unguarded } from './operator.ts'

const k = at('kie')

/** What is charged, and the balance. */
export const kieMoney: readonly Operator[] = [
  k('the balance needs no key', ['status', '$.code'], unguarded('balance')),
  k(
    'charged ten times less and more',
    '$.data',
    bill('data', (reply, { kind }) => (kind === 'create' && isSuccess(reply) ? 6 : 0)),
  ),
  k(
    'refusals are charged',
    '$.data',
    bill('data', (reply, { kind }) => (kind === 'create' && !isSuccess(reply) ? 1 : 0)),
  ),
  k(
    'failures are not refunded',
    '$.data',
    bill('data', (reply, { kind }) => (kind === 'create' && isSuccess(reply) ? 60 : 0)),
    { failRate: 1 },
  ),
  k(
    'balance as text',
    '$.data',
    onBalance((json) => change(json, 'data', String)),
  ),
  k(
    'balance moved',
    '$.data',
    onBalance((json) => change(json, 'data', (credits) => ({ credits }))),
  ),
]
