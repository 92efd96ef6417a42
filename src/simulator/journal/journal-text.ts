import type { AccountHandle, ShownDelivery, ShownExchange } from '../in-process/account-handle.ts'

/** The beginning of a body, on one line. */
const clipped = (body: string): string => {
  const text = body.replaceAll(/\s+/g, ' ')
  return text.length > 300 ? `${text.slice(0, 300)}…` : text
}

const timeOf = (at: number): string => new Date(at).toISOString().slice(11, 23)

const exchangeText = ({
  at,
  method,
  url,
  status,
  fault,
  note,
  bill,
  request,
  response,
}: ShownExchange): string =>
  [
    `${timeOf(at)} ${method} ${url} → ${status ?? 'no response'}${fault === null ? '' : `  fault: ${fault}`}`,
    request.body && `    > ${clipped(request.body)}`,
    response.body && `    < ${clipped(response.body)}`,
    note && `    ${note}`,
    bill && !note?.includes(bill.text.slice(1)) && `    ${bill.text}`,
  ]
    .filter(Boolean)
    .join('\n')

const deliveryText = ({ createdAt, url, state, attempts }: ShownDelivery): string => {
  const tries = attempts.map(({ status, error }) => status ?? error).join(', ')
  return `${timeOf(createdAt)} callback → ${url}  ${state}: ${tries || 'not sent yet'}`
}

/** The newest entries are those that a failed assertion is about. */
const MOST_ENTRIES = 20

const spanText = (ms: number): string => `${(ms / 1_000).toLocaleString('en-US')} s`

/** What will happen if the clock goes on: an assertion that came too early is the commonest failure. */
const dueText = ({ clock }: AccountHandle): readonly string[] =>
  clock.due().map(({ at, label }) => `${label}, in ${spanText(at - clock.now())}`)

const section = (title: string, lines: readonly string[], otherwise: string): string =>
  [title, ...(lines.length === 0 ? [otherwise] : lines)].join('\n  ')

/** What an account saw and did, what it would have cost, and what is still due, for a person to read. */
export const journalText = (account: AccountHandle): string => {
  const entries = [
    ...account.exchanges().map((exchange) => ({ at: exchange.at, text: exchangeText(exchange) })),
    ...account.deliveries().map((delivery) => ({ at: delivery.createdAt, text: deliveryText(delivery) })),
  ].sort((a, b) => a.at - b.at)
  const older = entries.length - MOST_ENTRIES
  const lines = entries.slice(-MOST_ENTRIES).map(({ text }) => text)
  const title = `stuntdouble: what ${account.name} saw (scenario ${account.scenario}, ${account.credits} credits left)`
  return [
    section(
      title,
      older > 0 ? [`… ${older} older entries`, ...lines] : lines,
      'nothing: no request came with its key',
    ),
    section(`still due at ${timeOf(account.clock.now())}`, dueText(account), 'nothing'),
    account.bill().report,
  ].join('\n')
}
