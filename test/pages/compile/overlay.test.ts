import { expect, test } from 'vitest'
import { applyOverlay, readOverlay } from '../../../src/pages/compile/overlay.ts'

const overlay = (actions: string) => readOverlay('overlay.yaml', `overlay: 1.0.0\nactions:\n${actions}`)

const document = {
  paths: { '/a': { get: { tags: ['one', 'two'], deprecated: false } } },
  info: { title: 'x' },
}

test('an update merges objects, appends to arrays and replaces everything else', () => {
  const update = overlay(`
  - target: $.paths['/a'].get
    x-source: observed
    update: { tags: [three], deprecated: true, summary: s }
  - target: $.paths['/a'].get.tags
    x-source: assumed
    update: four`)
  expect(applyOverlay(document, update).paths).toEqual({
    '/a': { get: { tags: ['one', 'two', 'three', 'four'], deprecated: true, summary: 's' } },
  })
})

test('a removal takes away all that its target hits', () => {
  const removal = overlay(`
  - target: $.paths['/a'].get.tags[*]
    x-source: documented kie/page.md
    remove: true
  - target: $.info
    x-source: observed
    remove: true`)
  expect(applyOverlay(document, removal)).toEqual({
    paths: { '/a': { get: { tags: [], deprecated: false } } },
  })
})

test('the document that went in stays as it was', () => {
  const before = structuredClone(document)
  applyOverlay(document, overlay('  - { target: $.info, x-source: observed, update: { title: y } }'))
  expect(document).toEqual(before)
})

test('an action that hits nothing any more is an error', () => {
  const stale = overlay('  - { target: $.gone, x-source: observed, update: {} }')
  expect(() => applyOverlay(document, stale)).toThrow(
    'overlay.yaml, action 1 ($.gone): expected a target that exists in the pages',
  )
})

test('an action without a source is refused', () => {
  expect(() => overlay('  - { target: $.info, update: {} }')).toThrow(
    'overlay.yaml, action 1 ($.info): expected an "x-source" that begins with documented, observed or assumed',
  )
  expect(() => overlay('  - { target: $.info, x-source: heard of, update: {} }')).toThrow(
    /expected an "x-source"/,
  )
})
