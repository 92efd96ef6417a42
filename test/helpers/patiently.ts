import type { AccountHandle } from '../../src/simulator/index.ts'

/** What a response can wait for on the account's clock. */
const AWAITED = /^(answer to|next piece|end of a call)/

/** Settles as the call does; the account's clock moves for as long as its response needs. */
export const patiently = async <T>({ clock }: AccountHandle, call: Promise<T>): Promise<T> => {
  let isOver = false
  const over = (): void => {
    isOver = true
  }
  call.then(over, over)
  while (!isOver) {
    await new Promise((resolve) => setImmediate(resolve))
    const next = clock.due().find(({ label }) => AWAITED.test(label))
    if (!isOver && next !== undefined) await clock.advance(Math.max(0, next.at - clock.now()))
  }
  return call
}
