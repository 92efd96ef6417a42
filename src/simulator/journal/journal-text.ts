import type { AccountHandle, ShownDelivery, ShownExchange } from '../in-process/account-handle.ts'

const clipped = (text: string): string => (text.length > 300 ? `${text.slice(0, 300)}…` : text)

const timeOf = (at: number): string => new Date(at).toISOString().slice(11, 23)

const exchangeText = ({ at, method, url, status, fault, note, request, response }: ShownExchange): string =>
  [
    `${timeOf(at)} ${method} ${url} → ${status ?? 'no answer'}${fault === null ? '' : `  fault: ${fault}`}`,
    request.body && `    > ${clipped(request.body)}`,
    response.body && `    < ${clipped(response.body)}`,
    note && `    ${note}`,
  ]
    .filter(Boolean)
    .join('\n')

const deliveryText = ({ createdAt, url, state, attempts }: ShownDelivery): string => {
  const tries = attempts.map(({ status, error }) => status ?? error).join(', ')
  return `${timeOf(createdAt)} callback → ${url}  ${state}: ${tries || 'not sent yet'}`
}

/** What an account saw and did, for a person to read: one line per entry, or a few. */
export const journalText = (account: AccountHandle): string => {
  const entries = [
    ...account.exchanges().map((exchange) => ({ at: exchange.at, text: exchangeText(exchange) })),
    ...account.deliveries().map((delivery) => ({ at: delivery.createdAt, text: deliveryText(delivery) })),
  ]
  const lines = entries.sort((a, b) => a.at - b.at).map(({ text }) => text)
  const head = `stuntdouble: what ${account.name} saw (scenario ${account.scenario}, ${account.credits} credits left)`
  return [head, ...(lines.length === 0 ? ['nothing: no request came with its key'] : lines)].join('\n  ')
}
