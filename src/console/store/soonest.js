/** @typedef {{ readonly at: number, readonly id: string }} Moment */

/** Moments in a heap: to add one, or to take the soonest, costs little however many there are. */
export const createSoonest = () => {
  /** @type {Moment[]} */
  const heap = []

  /** @type {(index: number) => number} */
  const at = (index) => heap[index]?.at ?? Number.POSITIVE_INFINITY

  /** @type {(one: number, other: number) => void} */
  const swap = (one, other) => {
    const [first, second] = [heap[one], heap[other]]
    if (first === undefined || second === undefined) return
    heap[one] = second
    heap[other] = first
  }

  const sink = () => {
    let place = 0
    for (;;) {
      const [left, right] = [2 * place + 1, 2 * place + 2]
      const least = at(right) < at(left) ? right : left
      if (at(least) >= at(place)) return
      swap(place, least)
      place = least
    }
  }

  return {
    /** @type {(moment: Moment) => void} */
    add: (moment) => {
      let place = heap.push(moment) - 1
      for (let above = (place - 1) >> 1; place > 0 && at(above) > at(place); above = (place - 1) >> 1) {
        swap(place, above)
        place = above
      }
    },
    /** The soonest, if it is not after `now`; it is taken out. @type {(now: number) => Moment | undefined} */
    take: (now) => {
      const [soonest] = heap
      if (soonest === undefined || soonest.at > now) return undefined
      const last = heap.pop()
      if (last !== undefined && heap.length > 0) {
        heap[0] = last
        sink()
      }
      return soonest
    },
  }
}
