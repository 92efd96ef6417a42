import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { locateMedia } from '../../../src/simulator/results/media-library.ts'
import { promises } from './promised-media.ts'

const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0

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
