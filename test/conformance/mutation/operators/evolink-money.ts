import { change, remove } from '../edit.ts'
import { at, bill, isSuccess, type Operator, onBalance, unguarded } from './operator.ts'

const e = at('evolink')

/** What is charged, and the balance. */
export const evolinkMoney: readonly Operator[] = [
  e('the balance needs no key', ['status', '$.error.code'], unguarded('balance')),
  e(
    'refusals are charged',
    '$.data.user.remaining_credits',
    bill('data.user.remaining_credits', (reply, { kind }) =>
      kind === 'create' && !isSuccess(reply) ? 1 : 0,
    ),
  ),
  e(
    'failures are not refunded',
    '$.data.user.remaining_credits',
    bill('data.user.remaining_credits', (reply, { kind }) =>
      kind === 'create' && isSuccess(reply) ? 2.5 : 0,
    ),
    { failRate: 1 },
  ),
  e(
    'balance as text',
    '$.data.user.remaining_credits',
    onBalance((json) => change(json, 'data.user.remaining_credits', String)),
  ),
  e(
    'balance without token',
    '$.data.token',
    onBalance((json) => remove(json, 'data.token')),
  ),
]
