import type { WantedVideo } from './wanted-video.ts'

/** How one provider expects a request for a video. */
export interface VideoDialect {
  /** Also the key of its `providerOptions`. */
  readonly name: string
  readonly supportsSeed: boolean
  readonly requestFor: (
    model: string,
    wanted: WantedVideo,
  ) => { readonly model: string; readonly [field: string]: unknown }
}
