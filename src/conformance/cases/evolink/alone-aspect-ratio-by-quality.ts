import type { CaseFor } from '../../case.ts'
import { refusesAlone } from '../../checks/refusing-cases.ts'

/** Stated in prose only: 480p has no 4:3. */
export const aloneAspectRatioByQuality: CaseFor = (facts) =>
  refusesAlone(facts, {
    id: 'alone-aspect-ratio-by-quality',
    about: 'a create request for 4:3 at 480p, and nothing else wrong, is refused',
    isAfterTask: true,
    kind: 'invalid-value',
    field: 'aspect_ratio',
    body: { ...facts.cheapest, quality: '480p', aspect_ratio: '4:3' },
  })
