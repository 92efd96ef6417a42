import { expect, test } from 'vitest'
import { refineEvolinkCreate } from '../../src/contracts/evolink/refinements.ts'

const refusedField = (request: Record<string, unknown>) => refineEvolinkCreate(request)?.field

test('480p has three aspect ratios, the higher qualities five', () => {
  const allowed = (quality: string) =>
    ['16:9', '9:16', '1:1', '4:3', '3:4'].filter((aspect_ratio) => !refusedField({ quality, aspect_ratio }))
  expect(allowed('480p')).toEqual(['16:9', '9:16', '1:1'])
  expect(allowed('720p')).toEqual(['16:9', '9:16', '1:1', '4:3', '3:4'])
  expect(allowed('1080p')).toEqual(['16:9', '9:16', '1:1', '4:3', '3:4'])
})

test('what the request leaves out has the documented defaults, 720p and 16:9', () => {
  expect([
    refusedField({}),
    refusedField({ quality: '480p' }),
    refusedField({ aspect_ratio: '4:3' }),
  ]).toEqual([undefined, undefined, undefined])
})

test('a refusal names the field and what would do', () => {
  expect(refineEvolinkCreate({ quality: '480p', aspect_ratio: '4:3' })).toEqual({
    field: 'aspect_ratio',
    message: 'aspect_ratio 4:3 is not supported with quality 480p; it supports 16:9, 9:16, 1:1',
  })
})

test('a field that is wrong by itself is left to its schema', () => {
  expect([
    refusedField({ quality: 'toString', aspect_ratio: '4:3' }),
    refusedField({ aspect_ratio: 43 }),
  ]).toEqual([undefined, undefined])
})
