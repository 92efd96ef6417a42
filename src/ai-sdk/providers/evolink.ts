import type { VideoDialect } from '../dialect.ts'
import { present } from '../wanted-video.ts'

/** Documented: one flat object, a resolution is a `quality`. Observed in its other models: images are a list. */
export const evolinkDialect: VideoDialect = {
  name: 'evolink',
  supportsSeed: false,
  requestFor: (model, { prompt, duration, aspectRatio, resolution, imageUrl, callbackUrl, more }) => ({
    model,
    ...present({
      ...{ prompt, duration, aspect_ratio: aspectRatio, quality: resolution, callback_url: callbackUrl },
      image_urls: imageUrl === undefined ? undefined : [imageUrl],
    }),
    ...more,
  }),
}
