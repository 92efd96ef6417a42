import type { KnownFailure } from '../contract.ts'
import type { FailureName } from '../vocabulary.ts'
import { kieDifferences } from './differences.ts'

const REPORTS = 'observed: reports of people who call the live API, 2026'
const CODE_ASSUMED = `${REPORTS}; assumed: the code`

/** Kie's words for tasks that end badly, in failCode and failMsg. */
export const kieFailures: Readonly<Partial<Record<FailureName, KnownFailure>>> = {
  internal: { ...kieDifferences.usualFailure.observed.value, from: kieDifferences.usualFailure.source },
  'retired-model': {
    code: '500',
    message: 'internal error, please try again later',
    from: `${CODE_ASSUMED}. A model that was taken down still accepts create requests, and every task fails at 0 credits`,
  },
  'image-fetch': {
    code: '400',
    message: 'Image fetch failed. Check access settings or use our File Upload API instead.',
    from: REPORTS,
  },
  'image-format': {
    code: '400',
    message: 'Only jpeg/jpg/png image formats are supported',
    from: CODE_ASSUMED,
  },
  nsfw: { code: '400', message: 'nsfw', from: CODE_ASSUMED },
  sensitive: {
    code: '400',
    message: 'The input or output was flagged as sensitive. Please try again with different inputs.',
    from: `${CODE_ASSUMED}, and the second sentence`,
  },
  moderated: {
    code: '400',
    message: 'Your prompt was flagged by Website as violating content policies.',
    from: 'assumed: as Kie words it for another model family; no page of Wan says',
  },
}
