import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findMedia, locateMedia, MEDIA } from '../../../src/simulator/results/media-library.ts'
import { parseMp4 } from '../../helpers/mp4.ts'
import { promises } from './promised-media.ts'

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
