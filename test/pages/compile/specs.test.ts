import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { compileProvider } from '../../../scripts/specs.ts'
import type { ListedContradiction } from '../../../scripts/specs-readme.ts'
import {
  at,
  isObject,
  type Json,
  type JsonObject,
  objectAt,
  textAt,
} from '../../../src/contracts/check/json.ts'
import { contracts } from '../../../src/contracts/index.ts'
import { modelsOf, schemasOf } from '../../../src/contracts/schemas.ts'
import { examplesOf, type PageExample } from '../../../src/pages/compile/examples.ts'
import type { PageContract } from '../../../src/pages/text/page.ts'

const compiled = { kie: compileProvider('kie'), evolink: compileProvider('evolink') }
const schemas = { kie: schemasOf(compiled.kie.document), evolink: schemasOf(compiled.evolink.document) }
const providers = ['kie', 'evolink'] as const

const yaml = <Value>(file: string): Value => parse(readFileSync(`specs/${file}`, 'utf8'))
const document = (provider: keyof typeof compiled) => compiled[provider].document as unknown as JsonObject

describe('examples', () => {
  interface PageErrorEntry {
    readonly page: string
    readonly at: string
    readonly reason: string
  }
  const failing = providers.flatMap((provider) =>
    compiled[provider].contracts.flatMap((contract) =>
      examplesOf(contract)
        .filter(({ schemaAt, value }) => !schemas[provider].at(schemaAt).safeParse(value).success)
        .map((example) => ({ page: contract.file, at: example.at })),
    ),
  )
  const listed = yaml<PageErrorEntry[]>('page-errors.yaml')

  test('each fits its schema, or is in specs/page-errors.yaml with a reason', () => {
    expect(failing.toSorted(byPlace)).toEqual(listed.map(({ page, at }) => ({ page, at })).toSorted(byPlace))
    expect(listed.filter(({ reason }) => !reason)).toEqual([])
  })

  test('all kinds are looked at: bodies, answers, callbacks, single fields', () => {
    const places = providers
      .flatMap((provider) => compiled[provider].contracts.flatMap(examplesOf))
      .map(kindOf)
    const least = { request: 5, response: 31, callback: 2, field: 77 }
    for (const [kind, count] of Object.entries(least))
      expect(counted(places)[kind], kind).toBeGreaterThanOrEqual(count)
  })

  test('JSON inside a text of an example fits too: the request in param, the result in resultJson', () => {
    const records = compiled.kie.contracts.flatMap(examplesOf).flatMap(({ value }) => {
      const data = objectAt(value, 'data')
      return typeof data.param === 'string' ? [data] : []
    })
    expect(records.length).toBeGreaterThanOrEqual(4)
    for (const { param, resultJson } of records) {
      const request: Json = JSON.parse(String(param))
      const model = modelsOf({ ...contracts.kie, openapi: compiled.kie.document }).get(
        textAt(request, 'model') ?? '',
      )
      expect(schemas.kie.component(model?.schemaName ?? '').safeParse(request).error).toBeUndefined()
      if (typeof resultJson === 'string')
        expect(schemas.kie.component('TaskResult').safeParse(JSON.parse(resultJson)).error).toBeUndefined()
    }
  })
})

const byPlace = (left: { at: string }, right: { at: string }): number => (left.at < right.at ? -1 : 1)

const kindOf = ({ at }: PageExample): string => {
  if (at.includes('/callbacks/')) return 'callback'
  if (at.startsWith('/components/')) return 'field'
  return at.includes('/requestBody/') ? 'request' : 'response'
}

const counted = (values: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  return counts
}

describe.each(providers)('the contradictions between the pages of %s', (provider) => {
  const listed = yaml<Record<string, ListedContradiction[]>>('contradictions.yaml')[provider] ?? []

  test('are all in specs/contradictions.yaml, and what is listed is still one', () => {
    const found = compiled[provider].contradictions.filter(({ isWording }) => !isWording).map(({ at }) => at)
    expect(listed.flatMap((entry) => entry.found ?? []).sort()).toEqual([...new Set(found)].sort())
  })

  test('each says what wins and why', () => {
    expect(listed.filter(({ topic, readings, wins, why }) => !topic || !wins || !why || !readings)).toEqual(
      [],
    )
  })
})

describe('the two pages of EvoLink', () => {
  const listed = yaml<Record<string, ListedContradiction[]>>('contradictions.yaml').evolink ?? []
  const [create, query] = compiled.evolink.contracts

  test('describe the listed fields of a task differently, and no others', () => {
    const fields = (contract: PageContract | undefined, name: string) =>
      objectAt(contract?.document as unknown as JsonObject, 'components', 'schemas', name, 'properties')
    const [first, second] = [fields(create, 'VideoGenerationResponse'), fields(query, 'TaskDetailResponse')]
    const differing = Object.keys(first).filter(
      (name) => name in second && constraintsOf(first[name]) !== constraintsOf(second[name]),
    )
    expect(differing.sort()).toEqual(listed.flatMap((entry) => entry.fields ?? []).sort())
  })

  test('describe the listed statuses differently, and no others', () => {
    const errors = (contract: PageContract | undefined): ReadonlyMap<string, string> => {
      const paths = Object.values(objectAt(contract?.document as unknown as JsonObject, 'paths'))
      const [operation] = paths.flatMap((item) => (isObject(item) ? Object.values(item) : []))
      return new Map(
        Object.entries(objectAt(operation, 'responses')).map(([status, answer]) => [status, bodyOf(answer)]),
      )
    }
    const [first, second] = [errors(create), errors(query)]
    const statuses = [...new Set([...first.keys(), ...second.keys()])].filter((status) => status !== '200')
    const differing = statuses.filter((status) => first.get(status) !== second.get(status))
    expect(differing.sort()).toEqual(listed.flatMap((entry) => entry.statuses ?? []).sort())
  })
})

const constraintsOf = (schema: Json | undefined): string =>
  JSON.stringify(
    ['type', 'enum', 'format', 'minimum', 'maximum', '$ref'].map((key) => at(schema, key) ?? null),
  )

const bodyOf = (answer: Json): string => {
  const media = objectAt(answer, 'content', 'application/json')
  return JSON.stringify(media.example ?? at(media, 'examples', 'example', 'value') ?? null)
}

describe('the compiled documents', () => {
  test('say where every fact comes from that no page states', () => {
    expect(textAt(document('kie'), 'components', 'schemas', 'ErrorResponse', 'x-observed')).toBeUndefined()
    expect(at(document('kie'), 'components', 'schemas', 'ErrorResponse', 'x-observed')).toBe(true)
    const response = objectAt(
      document('kie'),
      'components',
      'schemas',
      'CreateTaskResponse',
      'properties',
      'data',
    )
    expect(objectAt(response, 'properties', 'recordId')['x-observed']).toBe(true)
    expect(objectAt(response, 'properties', 'taskId')).not.toHaveProperty('x-observed')
  })

  test('give every operation its name', () => {
    const names = (provider: keyof typeof compiled) =>
      Object.values(objectAt(document(provider), 'paths')).flatMap((item) =>
        Object.values(objectAt(item)).map((operation) => textAt(operation, 'operationId')),
      )
    expect(names('kie')).toEqual(['createTask', 'recordInfo', 'credit', 'downloadUrl'])
    expect(names('evolink')).toEqual(['createVideo', 'retrieveTask', 'credits'])
  })

  test('have the reseller among EvoLink’s servers', () => {
    expect(document('evolink').servers).toEqual([
      { url: 'https://api.evolink.ai', description: 'Production environment' },
      { url: 'https://ai.odkkk.com/apiv1', description: 'Reseller' },
    ])
  })

  test('keep the callbacks with what is posted', () => {
    const posted = (provider: keyof typeof compiled, path: string, expression: string) =>
      at(
        document(provider),
        'paths',
        path,
        'post',
        'callbacks',
        'taskEnded',
        expression,
        'post',
        'requestBody',
        'content',
      )
    const callback = { $ref: '#/components/schemas/TaskCallback' }
    expect(posted('kie', '/api/v1/jobs/createTask', '{$request.body#/callBackUrl}')).toMatchObject({
      'application/json': { schema: callback },
    })
    expect(posted('evolink', '/v1/videos/generations', '{$request.body#/callback_url}')).toMatchObject({
      'application/json': { schema: callback },
    })
  })
})
