import type { Filter } from './filter.ts'

type Item = Readonly<Record<string, unknown>>

const statusMatches = (wanted: string, status: unknown): boolean => {
  if (wanted === 'none') return status === null
  return /^\dxx$/.test(wanted) ? String(status).startsWith(wanted.charAt(0)) : String(status) === wanted
}

/** Whether an item of any list passes: a condition on a member that it does not have never holds. */
export const passes = (filter: Filter, item: Item): boolean =>
  Object.entries(filter).every(([name, wanted]) => {
    if (wanted === undefined) return true
    switch (name) {
      case 'status':
        return 'status' in item && statusMatches(String(wanted), item.status)
      case 'fault':
        return wanted === 'any' ? item.fault !== null && item.fault !== undefined : item.fault === wanted
      case 'since':
        return Number(item.at ?? item.createdAt ?? 0) >= Number(wanted)
      case 'task':
        return item.task === wanted || item.taskId === wanted || ('phase' in item && item.id === wanted)
      case 'exchange':
        return 'url' in item && 'method' in item && item.id === wanted
      default:
        return item[name] === wanted
    }
  })
