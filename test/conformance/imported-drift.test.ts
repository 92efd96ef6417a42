import { expect, test } from 'vitest'
import type { ImportedPage } from '../../src/pages/imported-page.ts'
import type { Json } from '../helpers/simulator.ts'
import { theOne } from '../pages/pages.ts'
import { checkPage, foundIn, PAID } from './imported-pages.ts'
import type { Hooks } from './mutation/mutant.ts'
import { pageRequiring, pageWith, pageWithNewField } from './mutation/page-changes.ts'

/** A provider that has changed a model since its page was read is found out, and the place named. */

const image = theOne('evolink-image.md')
const tune = theOne('evolink-mintlify-create.md')
const painter = theOne('kie-apidog.md')
const cartoon = theOne('kie-bold-labels.md')

const changed = (page: ImportedPage | undefined): ImportedPage => {
  if (page === undefined) throw new Error('there is nothing to change')
  return page
}

const without =
  (option: unknown) =>
  ({ enum: options = [], ...rest }) => ({
    ...rest,
    enum: Array.isArray(options) ? options.filter((one) => one !== option) : [],
  })

const FIND = { observed: '$.msg', documented: 'header x-stuntdouble-field' } as const
const profiles = ['observed', 'documented'] as const

test('a provider without the model is reported once, and the rest of the model is not checked', async () => {
  const { report } = await checkPage({ page: tune, served: [] })
  expect(foundIn(report)).toEqual([
    'create-model-known: error at $.error.code: the provider has no model tune-maker-1 at POST /v1/audios/generations',
  ])
  expect(report.exitCode).toBe(1)
  const others = report.verdicts
    .filter(({ id, tier }) => id.startsWith('evolink/') && tier === 'free')
    .slice(1)
  expect(others.map(({ outcome }) => outcome)).toEqual(others.map(() => 'not-checked'))
})

test.each(profiles)('at Kie too, profile %s', async (profile) => {
  const { report } = await checkPage({
    page: painter,
    served: [],
    simulator: { profile },
    options: { profile },
  })
  expect(foundIn(report)).toEqual([
    'create-model-known: error at $.code: the provider has no model painter/pro-text-to-image at POST /api/v1/jobs/createTask',
  ])
})

interface Drift {
  readonly page: ImportedPage
  /** The page as it is now. */
  readonly now: ImportedPage | undefined
  readonly profile?: 'documented' | 'observed'
}

/** What the case finds that a finding is expected of, in tier free. */
const found = async ({ page, now, profile = 'documented' }: Drift, finding: string) => {
  const [name] = finding.split(':')
  const { report, tasks } = await checkPage({
    page,
    served: [changed(now)],
    simulator: { profile },
    options: { profile, only: [`${page.provider}/${page.models[0]}/${name}`] },
  })
  expect(tasks).toEqual([])
  return foundIn(report)
}

// EvoLink is known to refuse what is missing, and nothing that it checks after that: the rest takes a paid run.
test.each([
  [
    'a new required field',
    pageWithNewField(image),
    'task-created: error at $.error.code: a valid create request was refused for brand_new: "Invalid request format"',
  ],
  [
    'a field that is required now',
    pageRequiring(image, ['size'], true),
    'task-created: error at $.error.code: a valid create request was refused for size: "Invalid request format"',
  ],
  [
    'a field that is no longer required',
    pageRequiring(image, ['prompt'], false),
    'alone-prompt-missing: error at $.id: a create request that is wrong in prompt was accepted',
  ],
  [
    'an option that is new',
    pageWith(image, ['n'], (schema) => ({ ...schema, enum: [1, 2, 4, 6] })),
    'alone-n-outside: error at $.id: a create request that is wrong in n was accepted',
  ],
  [
    'an option that is gone',
    pageWith(image, ['n'], without(4)),
    'create-allowed-values-paid: error at $.error.param: n is 4, and is refused',
  ],
])('EvoLink: %s', async (_what, now, finding) => {
  const free = await checkPage({ page: image, served: [changed(now)] })
  expect(free.tasks).toEqual([])
  const { report } = await checkPage({ page: image, served: [changed(now)], options: PAID })
  expect(foundIn(report)).toContain(finding)
})

test.each(
  profiles.flatMap((profile) =>
    (
      [
        [
          'a new required field',
          pageWithNewField(painter),
          `create-allowed-values: error at ${FIND[profile]}: brand_new is refused in a body that the page allows: is it new, or required now?`,
        ],
        [
          'a higher maximum',
          pageWith(painter, ['input', 'num_images'], (schema) => ({ ...schema, maximum: 10 })),
          `create-num-images-too-high: warning at ${FIND[profile]}: a create request whose input.num_images is 5 is refused for mask_url, another mistake in it: is num_images checked at all?`,
        ],
        [
          'a lower maximum',
          pageWith(painter, ['input', 'num_images'], (schema) => ({ ...schema, maximum: 2 })),
          `create-allowed-values: error at ${FIND[profile]}: num_images is 4, and is refused`,
        ],
        [
          'an option that is gone',
          pageWith(painter, ['input', 'image_size'], without('3:4')),
          `create-allowed-values: error at ${FIND[profile]}: image_size is "3:4", and is refused`,
        ],
        [
          'an option that is new',
          pageWith(painter, ['input', 'image_size'], ({ type }) => ({ type: type ?? 'string' })),
          `create-image-size-outside: warning at ${FIND[profile]}: a create request whose input.image_size is "9:16" is refused for mask_url, another mistake in it: is image_size checked at all?`,
        ],
      ] as const
    ).map((row) => [profile, ...row] as const),
  ),
)('Kie, %s: %s', async (profile, _what, now, finding) => {
  expect(await found({ page: painter, now, profile }, finding)).toEqual([finding])
})

test('a value of the page’s example that is refused now is named, whatever else was wrong', async () => {
  const now = changed(pageWith(painter, ['input', 'image_size'], without('1:1')))
  const { report } = await checkPage({
    page: painter,
    served: [now],
    simulator: { profile: 'observed' },
    options: { profile: 'observed' },
  })
  expect(foundIn(report).join('\n')).toContain(
    'is refused for image_size, which is as the page allows: is it refused now?',
  )
})

test('a shorter limit of a text shows in the code, although the live service names no field then', async () => {
  const now = changed(pageWith(painter, ['input', 'prompt'], (schema) => ({ ...schema, maxLength: 100 })))
  const { report } = await checkPage({
    page: painter,
    served: [now],
    simulator: { profile: 'observed', noTell: true },
    options: { profile: 'observed', only: ['kie/painter/pro-text-to-image/create-allowed-values'] },
  })
  expect(foundIn(report)).toEqual([
    'create-allowed-values: error at $.code: prompt has 3000 characters, and is refused',
  ])
})

test('what the one paid create request lacks is found even where refusals name nothing', async () => {
  const { report } = await checkPage({
    page: cartoon,
    served: [changed(pageWithNewField(cartoon))],
    simulator: { noTell: true },
    options: PAID,
  })
  expect(foundIn(report)).toContain(
    'task-created: error at $.code: a valid create request was refused: "Parameter validation failed"',
  )
  const values = report.verdicts.find(({ id }) => id.endsWith('/create-allowed-values'))
  expect(values).toMatchObject({
    outcome: 'left-out',
    why: 'the refusals name no field, so they do not show what is allowed',
  })
})

/** Refuses `num_images` under a condition, as a rule in prose may. */
const refusingFour = (isRefused: (input: Json) => boolean): Hooks => ({
  reply: (reply, { json }) => {
    if (json?.input?.num_images === 4 && isRefused(json.input))
      reply.json.msg = 'num_images is not within the range of allowed options'
  },
})

test('a value that is refused only together with others of the example is not a finding', async () => {
  const check = async (isRefused: (input: Json) => boolean) => {
    const { report } = await checkPage({
      page: painter,
      simulator: { profile: 'observed' },
      hooks: refusingFour(isRefused),
      options: { only: ['kie/painter/pro-text-to-image/create-allowed-values'] },
    })
    return foundIn(report)
  }
  expect(await check((input) => input.image_size === '1:1')).toEqual([])
  expect(await check(() => true)).toEqual([
    'create-allowed-values: error at $.msg: num_images is 4, and is refused',
  ])
})
