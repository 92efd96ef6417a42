/** A rule that spans several fields: which field breaks it, and how. */
export interface BrokenRule {
  readonly field: string
  readonly message: string
}

/**
 * The aspect ratios each quality supports.
 *
 * Documented: the description of `aspect_ratio` in specs/pages/evolink/wan2.5-text-to-video.md. It is here because a
 * JSON Schema would have to repeat it for each quality.
 */
const ratiosByQuality: Readonly<Record<string, readonly string[]>> = {
  '480p': ['16:9', '9:16', '1:1'],
  '720p': ['16:9', '9:16', '1:1', '4:3', '3:4'],
  '1080p': ['16:9', '9:16', '1:1', '4:3', '3:4'],
}

/** Why EvoLink would refuse a create request whose fields are each valid, or undefined if it would not. */
export const refineEvolinkCreate = (request: Readonly<Record<string, unknown>>): BrokenRule | undefined => {
  // Documented: "defaults to `720p`", "defaults to `16:9`".
  const { quality = '720p', aspect_ratio: ratio = '16:9' } = request
  const ratios =
    typeof quality === 'string' && Object.hasOwn(ratiosByQuality, quality)
      ? ratiosByQuality[quality]
      : undefined
  if (!ratios || typeof ratio !== 'string' || ratios.includes(ratio)) return undefined
  return {
    field: 'aspect_ratio',
    message: `aspect_ratio ${ratio} is not supported with quality ${String(quality)}; it supports ${ratios.join(', ')}`,
  }
}
