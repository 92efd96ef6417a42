import type { AccountBill } from './bill-schema.ts'
import { creditsText } from './create-bill.ts'

type DoublePayment = AccountBill['doublePayments'][number]
type Orphan = AccountBill['orphans'][number]

const doubleText = ({ first, answer, again, credits }: DoublePayment): readonly string[] => [
  `paid twice, ${creditsText(credits)} too much:`,
  `  ${first.exchange} bought task ${first.task}`,
  `  it got ${answer.status === null ? 'no response' : `HTTP ${answer.status}`}${answer.fault === null ? '' : ` (fault ${answer.fault})`}: ${answer.problem}`,
  `  ${again.exchange} sent the same body again and bought task ${again.task}`,
]

const orphanText = ({ task, credits, reads }: Orphan): string =>
  `paid and lost: task ${task}, ${creditsText(credits)}, ended well; ${
    reads === 0 ? 'nobody ever read it' : `it was read ${reads} times, and not after its end`
  }`

/** An account's bill for a person to read, with its evidence. */
export const billText = ({
  account,
  label,
  text,
  doublePayments,
  orphans,
}: Omit<AccountBill, 'report'>): string =>
  [
    `${label ?? account}: ${text}`,
    ...[...doublePayments.flatMap(doubleText), ...orphans.map(orphanText)].map((line) => `  ${line}`),
  ].join('\n')
