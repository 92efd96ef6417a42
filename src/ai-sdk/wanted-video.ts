import type { Experimental_VideoModelV4CallOptions, SharedV4Warning } from '@ai-sdk/provider'

export type CallOptions = Experimental_VideoModelV4CallOptions & { readonly webhookUrl?: string }

/** What the AI SDK asks for, in our own words, before it is translated into a provider's. */
export interface WantedVideo {
  readonly prompt: string | undefined
  /** Seconds. */
  readonly duration: number | undefined
  readonly aspectRatio: string | undefined
  /** `720p`: what these providers call a resolution. */
  readonly resolution: string | undefined
  readonly seed: number | undefined
  /** The address of the first frame. */
  readonly imageUrl: string | undefined
  readonly callbackUrl: string | undefined
  /** This provider's part of `providerOptions`: it goes into the request unchanged. */
  readonly more: Readonly<Record<string, unknown>>
}

/** `1280x720` as `720p`: the shorter side. */
export const resolutionOf = (size: string | undefined): string | undefined => {
  const sides = (size ?? '').split('x').map(Number)
  return size === undefined ? undefined : `${Math.min(...sides)}p`
}

/** Settings that were requested and cannot be passed on. */
export const warningsOf = (
  { fps, generateAudio, inputReferences, frameImages, aspectRatio }: CallOptions,
  supportsSeed: boolean,
  seed: number | undefined,
): SharedV4Warning[] => {
  const unsupported = (isAsked: boolean, feature: string, details: string): SharedV4Warning[] =>
    isAsked ? [{ type: 'unsupported', feature, details }] : []
  return [
    ...unsupported(fps !== undefined, 'fps', 'The models decide on the frame rate.'),
    ...unsupported(
      generateAudio !== undefined,
      'generateAudio',
      'Say it in providerOptions where a model has it.',
    ),
    ...unsupported((inputReferences?.length ?? 0) > 0, 'inputReferences', 'Say them in providerOptions.'),
    ...unsupported(
      frameImages?.some(({ frameType }) => frameType === 'last_frame') ?? false,
      'frameImages',
      'Only the first frame is passed on; say a last one in providerOptions.',
    ),
    ...unsupported(aspectRatio === 'adaptive', 'aspectRatio', 'The model decides without it.'),
    ...unsupported(seed !== undefined && !supportsSeed, 'seed', 'The provider takes none.'),
  ]
}

/** Leaves out what nobody asked for, so that the provider's own default applies. */
export const present = (fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
