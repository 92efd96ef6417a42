import type { VideoDialect } from '../dialect.ts'
import { present } from '../wanted-video.ts'

/** Documented: everything but model and callback is in `input`, and a duration is a text. */
export const kieDialect: VideoDialect = {
  name: 'kie',
  supportsSeed: true,
  requestFor: (model, { prompt, duration, aspectRatio, resolution, seed, imageUrl, callbackUrl, more }) => ({
    model,
    input: {
      ...present({
        ...{ prompt, resolution, seed, aspect_ratio: aspectRatio, image_url: imageUrl },
        duration: duration === undefined ? undefined : String(duration),
      }),
      ...more,
    },
    ...present({ callBackUrl: callbackUrl }),
  }),
}
