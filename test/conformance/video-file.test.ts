import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readMp4 } from '../../src/conformance/checks/mp4.ts'
import { wrongInVideo } from '../../src/conformance/checks/video-file.ts'

const file = readFileSync('media/720p-16x9-5s.mp4')
const media = { durationSeconds: 5, aspectRatio: '16:9', resolution: '720p' }
const ordered = { media, isShapeOrdered: true }
const messages = (bytes: Buffer, change: Partial<typeof media> = {}): readonly string[] =>
  wrongInVideo({ bytes }, { ...ordered, media: { ...media, ...change } }).map(({ message }) => message)

test('a file that is whole and as ordered has nothing wrong', () => {
  expect(readMp4(file)).toEqual({ durationSeconds: 5, width: 1280, height: 720 })
  expect(messages(file)).toEqual([])
})

test.each([
  ['cut in the middle', file.subarray(0, file.length / 2)],
  ['cut by one byte', file.subarray(0, -1)],
  ['of one box', file.subarray(0, file.readUInt32BE(0))],
  ['without its moov box', Buffer.from(file.toString('latin1').replace('moov', 'free'), 'latin1')],
  ['with bytes behind it', Buffer.concat([file, Buffer.from('abc')])],
  ['empty', Buffer.alloc(0)],
])('a file %s is not whole', (_about, bytes) => {
  expect(messages(bytes)).toEqual(['the result file is not whole'])
})

test.each([
  ['longer', { durationSeconds: 10 }, 'duration'],
  ['in another shape', { aspectRatio: '9:16' }, 'aspect ratio'],
  ['larger', { resolution: '1080p' }, 'resolution'],
])('a file that was ordered %s is told', (_about, change, word) => {
  expect(messages(file, change).join()).toContain(word)
})

test('a shape that nobody ordered may be any', () => {
  const free = { media: { ...media, aspectRatio: '9:16' }, isShapeOrdered: false }
  expect(wrongInVideo({ bytes: file }, free)).toEqual([])
})

test('a square of the same area is the same resolution', () => {
  const square = readFileSync('media/720p-1x1-5s.mp4')
  expect(messages(square, { aspectRatio: '1:1' })).toEqual([])
})
