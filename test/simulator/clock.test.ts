import { expect, test } from 'vitest'
import { MANUAL_START } from '../../src/basics/time/clock.ts'
import { createManualClock } from '../../src/basics/time/manual-clock.ts'
import { createRealClock } from '../../src/basics/time/real-clock.ts'

test('a manual clock starts at the beginning of 2026 and stands still', () => {
  const clock = createManualClock()
  expect(clock.now()).toBe(Date.parse('2026-01-01T00:00:00Z'))
  expect(clock.now()).toBe(MANUAL_START)
})

test('advance runs what is due in time order, then in order of booking', async () => {
  const clock = createManualClock(0)
  const ran: string[] = []
  clock.book(200, 'late', () => void ran.push(`late at ${clock.now()}`))
  clock.book(100, 'first', () => void ran.push(`first at ${clock.now()}`))
  clock.book(100, 'second', () => void ran.push(`second at ${clock.now()}`))
  clock.book(301, 'never', () => void ran.push('never'))
  await clock.advance(300)
  expect(ran).toEqual(['first at 100', 'second at 100', 'late at 200'])
  expect(clock.now()).toBe(300)
})

test('advance also runs what the bookings book, when that falls within the step', async () => {
  const clock = createManualClock(0)
  const ran: number[] = []
  clock.book(10, 'a', async () => {
    await Promise.resolve()
    ran.push(clock.now())
    clock.book(clock.now() + 5, 'b', () => void ran.push(clock.now()))
    clock.book(clock.now() + 50, 'c', () => void ran.push(clock.now()))
  })
  await clock.advance(20)
  expect(ran).toEqual([10, 15])
  expect(clock.due()).toEqual([{ at: 60, label: 'c' }])
})

test('advanceToNext moves to the next booking, and says when there is none', async () => {
  const clock = createManualClock(0)
  clock.book(70, 'only', () => {})
  expect(await clock.advanceToNext()).toBe(true)
  expect(clock.now()).toBe(70)
  expect(await clock.advanceToNext()).toBe(false)
  expect(clock.now()).toBe(70)
})

test('runUntilIdle follows a chain to its end and stops there', async () => {
  const clock = createManualClock(0)
  const chain = (left: number): void => {
    if (left > 0) clock.book(clock.now() + 1_000, 'link', () => chain(left - 1))
  }
  chain(5)
  await clock.runUntilIdle()
  expect(clock.now()).toBe(5_000)
})

test('a cancelled booking neither runs nor shows', async () => {
  const clock = createManualClock(0)
  let ran = false
  clock
    .book(10, 'gone', () => {
      ran = true
    })
    .cancel()
  expect(clock.due()).toEqual([])
  await clock.advance(20)
  expect(ran).toBe(false)
})

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuses to advance by %s', (ms) => {
  expect(() => createManualClock().advance(ms)).toThrow(RangeError)
})

test('two moves at the same time run one after the other', async () => {
  const clock = createManualClock(0)
  await Promise.all([clock.advance(100), clock.advance(50)])
  expect(clock.now()).toBe(150)
})

test('stopping a clock ends every wait, so that nobody hangs', async () => {
  const clock = createManualClock(0)
  const waiting = clock.wait(1_000_000, 'a very slow answer')
  clock.stop()
  await expect(waiting).resolves.toBeUndefined()
  expect(clock.due()).toEqual([])
})

test('a timeout strikes at its time on the clock, and not when it was cancelled', async () => {
  const clock = createManualClock(0)
  const struck: string[] = []
  clock.timeout(10_000, 'kept', () => void struck.push('kept'))
  clock.timeout(5_000, 'cancelled', () => void struck.push('cancelled')).cancel()
  await clock.advance(9_999)
  expect(struck).toEqual([])
  await clock.advance(1)
  expect(struck).toEqual(['kept'])
})

test('what is booked may fail, and the clock goes on', async () => {
  const clock = createManualClock(0)
  const warned = new Promise<Error>((resolve) => process.once('warning', resolve))
  let ran = false
  clock.book(1, 'broken', () => {
    throw new Error('oops')
  })
  clock.book(2, 'sound', () => {
    ran = true
  })
  await clock.advance(2)
  expect(ran).toBe(true)
  expect((await warned).message).toContain('broken: Error: oops')
})

test('many cancelled bookings are swept, and those that stay keep their order', async () => {
  const clock = createManualClock(0)
  const ran: number[] = []
  for (let at = 1; at <= 5_000; at += 1) {
    const booking = clock.book(at, 'booking', () => void ran.push(at))
    if (at % 10 !== 0) booking.cancel()
  }
  expect(clock.due()).toHaveLength(500)
  await clock.advance(100)
  expect(ran).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90, 100])
})

test('a fast real clock runs an hour of bookings in no time, in order', async () => {
  const clock = createRealClock(1_000_000, 0)
  const ran: string[] = []
  await new Promise<void>((resolve) => {
    clock.book(clock.now() + 3_600_000, 'hour', () => {
      ran.push('hour')
      resolve()
    })
    clock.book(clock.now() + 60_000, 'minute', () => void ran.push('minute'))
  })
  expect(ran).toEqual(['minute', 'hour'])
  expect(clock.now()).toBeGreaterThanOrEqual(3_600_000)
})

test('a real clock can start at another time', () => {
  const start = Date.parse('2030-05-05T00:00:00Z')
  const passed = createRealClock(1, start).now() - start
  expect(passed).toBeGreaterThanOrEqual(0)
  expect(passed).toBeLessThan(60_000)
})
