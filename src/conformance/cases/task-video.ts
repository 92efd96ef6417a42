import type { Case } from '../case.ts'
import { ofTheEndedTask } from '../checks/paid.ts'
import { resultIs } from '../checks/result.ts'

/** The video is what was paid for. */
export const taskVideo: Case = {
  id: 'task-video',
  about: 'the result link serves a video, whole and as ordered',
  tier: 'paid',
  sharesTask: true,
  check: ofTheEndedTask(resultIs('video')),
}
