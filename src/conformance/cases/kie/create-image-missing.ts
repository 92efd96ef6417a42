import type { Case } from '../../case.ts'
import { refusesCreate } from '../../checks/refused.ts'
import { kieBody } from '../../providers/kie.ts'

/** Image to video without an image. */
export const createImageMissing: Case = {
  id: 'create-image-missing',
  about: 'a create of image to video without an image is refused, naming it',
  tier: 'free',
  check: refusesCreate({
    kind: 'missing-field',
    field: 'image_url',
    also: ['seed'],
    body: kieBody({ aspect_ratio: undefined, seed: 'none' }, { model: 'wan/2-5-image-to-video' }),
  }),
}
