const SIZES: Readonly<Record<string, readonly [number, number]>> = {
  '480p-16x9': [854, 480],
  '480p-9x16': [480, 854],
  '480p-1x1': [480, 480],
  '720p-16x9': [1280, 720],
  '720p-9x16': [720, 1280],
  '720p-1x1': [720, 720],
  '720p-4x3': [960, 720],
  '720p-3x4': [720, 960],
  '1080p-16x9': [1920, 1080],
  '1080p-9x16': [1080, 1920],
  '1080p-1x1': [1080, 1080],
  '1080p-4x3': [1440, 1080],
  '1080p-3x4': [1080, 1440],
}

/** Every file with what its name promises. */
export const promises = Object.entries(SIZES).flatMap(([shape, [width, height]]) =>
  [5, 10].map((seconds) => ({ name: `${shape}-${seconds}s.mp4`, width, height, seconds })),
)
