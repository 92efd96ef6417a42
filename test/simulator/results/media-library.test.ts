import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findMedia, locateMedia, MEDIA } from '../../../src/simulator/results/media-library.ts'
import { parseMp4 } from '../../helpers/mp4.ts'

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
const promises = Object.entries(SIZES).flatMap(([shape, [width, height]]) =>
  [5, 10].map((seconds) => ({ name: `${shape}-${seconds}s.mp4`, width, height, seconds })),
)

const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0

test('the library holds 26 files, and they are the ones on disk', () => {
  expect(MEDIA.map((media) => media.name).sort()).toEqual(promises.map((promise) => promise.name).sort())
})

test('all files together stay under 1.5 MB', () => {
  const total = MEDIA.reduce((sum, media) => sum + media.read().bytes.length, 0)
  expect(total).toBeLessThan(1_500_000)
})

test.each(promises)('$name is what its name says', async ({ name, width, height, seconds }) => {
  expect(parseMp4(await readFile(locateMedia(name)))).toEqual({
    durationSeconds: seconds,
    videoSeconds: seconds,
    width,
    height,
    hasH264: true,
    hasAac: true,
    faststart: true,
  })
})

test.skipIf(!hasFfmpeg)('ffmpeg agrees about every file (skipped without ffmpeg)', () => {
  // One process reads them all; that it is given nothing to write is its only complaint.
  const inputs = promises.flatMap(({ name }) => ['-i', locateMedia(name)])
  const { stderr } = spawnSync('ffmpeg', ['-hide_banner', ...inputs], { encoding: 'utf8' })
  const reports = stderr.split(/^Input #\d+, /m).slice(1)
  expect(reports).toHaveLength(promises.length)
  for (const [index, { name, width, height, seconds }] of promises.entries()) {
    expect(reports[index], name).toContain(`Duration: 00:00:${String(seconds).padStart(2, '0')}.00,`)
    expect(reports[index], name).toMatch(new RegExp(`Video: h264 .*yuv420p.* ${width}x${height} `))
    expect(reports[index], name).toContain('Audio: aac ')
  }
})

test('finds the exact file where there is one', () => {
  const media = findMedia({ durationSeconds: 10, aspectRatio: '3:4', resolution: '1080p' })
  expect(media.name).toBe('1080p-3x4-10s.mp4')
})

test.each([
  [{ durationSeconds: 8, aspectRatio: '16:9', resolution: '720p' }, '720p-16x9-10s.mp4'],
  [{ durationSeconds: 7.5, aspectRatio: '16:9', resolution: '720p' }, '720p-16x9-5s.mp4'],
  [{ durationSeconds: 60, aspectRatio: '9:16', resolution: '4K' }, '1080p-9x16-10s.mp4'],
  [{ durationSeconds: 5, aspectRatio: '21:9', resolution: '1280x720' }, '720p-16x9-5s.mp4'],
  [{ durationSeconds: 5, aspectRatio: '2:3', resolution: '720p' }, '720p-3x4-5s.mp4'],
  [{ durationSeconds: 5, aspectRatio: '4:3', resolution: '480p' }, '480p-16x9-5s.mp4'],
  [{ durationSeconds: 5, aspectRatio: '3:4', resolution: '540p' }, '480p-9x16-5s.mp4'],
  [{ durationSeconds: Number.NaN, aspectRatio: 'auto', resolution: 'best' }, '720p-16x9-5s.mp4'],
])('for %o, which it lacks, it takes the nearest: %s', (request, name) => {
  expect(findMedia(request).name).toBe(name)
})

test('a file is read once and kept', () => {
  const request = { durationSeconds: 5, aspectRatio: '1:1', resolution: '480p' }
  expect(findMedia(request).read()).toBe(findMedia(request).read())
})

test('every file has its own strong entity tag', () => {
  const tags = new Set(MEDIA.map((media) => media.read().etag))
  expect(tags.size).toBe(26)
  for (const tag of tags) expect(tag).toMatch(/^"[0-9a-f]{32}"$/)
})

test('media/ is found from a bundle one folder below the package root', async () => {
  const root = await mkdtemp(join(tmpdir(), 'stuntdouble-media-'))
  try {
    await mkdir(join(root, 'media'))
    await mkdir(join(root, 'dist'))
    await writeFile(join(root, 'media', 'some.mp4'), '')
    expect(locateMedia('some.mp4', join(root, 'dist'))).toBe(join(root, 'media', 'some.mp4'))
  } finally {
    await rm(root, { recursive: true })
  }
})

test('a missing file is named, with what to do', () => {
  expect(() => locateMedia('720p-2x1-5s.mp4')).toThrow(
    /media\/720p-2x1-5s\.mp4 is missing.*install it again.*scripts\/build-media\.sh/,
  )
})
