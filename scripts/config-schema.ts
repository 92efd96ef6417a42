/**
 * Makes `schemas/config.schema.json`, by which editors complete and check a config file, from the tables that the
 * command reads it with.
 */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { DURATION_SCHEMA, LATENCY_SCHEMA } from '../src/basics/duration.ts'
import { formOf, type JsonSchema, type Setting } from '../src/basics/setting.ts'
import { onOff, share, wholeNumber } from '../src/basics/setting-kinds.ts'
import { kebab } from '../src/cli/flags/flags.ts'
import { contracts } from '../src/contracts/index.ts'
import type { Fault } from '../src/simulator/faults/fault.ts'
import { faults } from '../src/simulator/faults/index.ts'
import { FURTHER_CREATE, knownOperations } from '../src/simulator/models/further-creates.ts'
import { SPANS } from '../src/simulator/scenarios/latency.ts'
import { namedScenarios } from '../src/simulator/scenarios/named.ts'
import { settingNames, settingTable } from '../src/simulator/settings.ts'

export const FILE = 'schemas/config.schema.json'

/** What many settings share stands once. Beside `$ref` draft 07 reads nothing else, hence `allOf`. */
const shared = (schema: JsonSchema): JsonSchema => {
  const name = Object.keys(definitions).find((key) => definitions[key] === schema)
  return name === undefined ? schema : { allOf: [{ $ref: `#/definitions/${name}` }] }
}

const definitions: Readonly<Record<string, JsonSchema>> = {
  duration: DURATION_SCHEMA,
  latency: LATENCY_SCHEMA,
}

const schemaOf = (name: string, setting: Setting<unknown>): JsonSchema => {
  const { about, kind, default: usual } = setting
  return {
    description: kind === onOff ? about : `${about}. Value: ${formOf(kind)}`,
    ...(usual !== undefined && name !== 'scenarios' && { default: usual }),
    ...shared(kind.schema),
  }
}

const record = (properties: JsonSchema, more: JsonSchema = {}): JsonSchema => ({
  type: 'object',
  properties,
  additionalProperties: false,
  ...more,
})

const settingsOf = ({ settings: table }: Fault): JsonSchema =>
  record(Object.fromEntries(Object.entries(table).map(([name, setting]) => [name, schemaOf(name, setting)])))

const kinds = [...new Set([...knownOperations.map(({ kind }) => kind), 'result'])]

const callRange: JsonSchema = {
  anyOf: [
    { type: 'integer', minimum: 1 },
    { type: 'string', pattern: '^[\\d.,\\s]+$', examples: ['2..', '1..3'] },
  ],
}

const rule = record(
  {
    fault: { description: 'which fault strikes', enum: [...faults.keys()] },
    with: { description: "the fault's settings", type: 'object' },
    provider: { enum: Object.keys(contracts) },
    operation: {
      description:
        'a kind of call, or one operation of a provider, including create operations that come with a page of models',
      anyOf: [
        { enum: [...kinds, ...knownOperations.map(({ id }) => id)] },
        { type: 'string', pattern: FURTHER_CREATE.source },
      ],
    },
    model: { description: 'as requests name it', type: 'string', minLength: 1 },
    prompt: { description: 'a text the prompt holds, whatever its case', type: 'string', minLength: 1 },
    call: {
      description: 'which calls of the operation in an account: 1, [1, 3], "2.."',
      anyOf: [...(callRange.anyOf as readonly JsonSchema[]), { type: 'array', items: callRange }],
    },
    every: { description: 'every nth call', ...wholeNumber(1).schema },
    chance: { description: 'the share of the calls that are left', ...share.schema },
  },
  {
    required: ['fault'],
    allOf: [...faults.values()].map((fault) => ({
      if: { properties: { fault: { const: fault.name } }, required: ['fault'] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
      then: { description: `Catches ${fault.catches}.`, properties: { with: settingsOf(fault) } },
    })),
  },
)

const latency: JsonSchema = { $ref: '#/definitions/latency' }
const spans = Object.fromEntries(SPANS.map((name) => [name, latency]))

const scenario = record({
  about: { description: 'one line for `stuntdouble scenarios`', type: 'string' },
  rules: {
    description: 'which fault strikes when; the first rule that matches wins',
    type: 'array',
    items: { $ref: '#/definitions/rule' },
  },
  latency: record({
    ...spans,
    models: { description: 'of single models', type: 'object', additionalProperties: record(spans) },
  }),
  credits: { description: 'of an account that starts in it', type: 'number', minimum: 0 },
  rateLimit: { description: 'creates per window', type: 'string', pattern: '^\\d+/', examples: ['20/10s'] },
  maxRunning: { description: 'tasks queued or running at once', type: 'number', minimum: 0 },
})

const special: Readonly<Record<string, JsonSchema>> = {
  scenario: { anyOf: [{ enum: namedScenarios().map(({ name }) => name) }, { type: 'string' }] },
  scenarios: { type: 'object', additionalProperties: { $ref: '#/definitions/scenario' } },
}

/** The schema of a config file. */
export const configSchema = (): JsonSchema => {
  const properties = settingNames.map(
    (name) => [name, { ...schemaOf(name, settingTable[name]), ...special[name] }] as const,
  )
  const dashed = settingNames.filter((name) => kebab(name) !== name)
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'stuntdouble.config.json, stuntdouble.config.yaml',
    ...record({ $schema: { type: 'string' }, ...Object.fromEntries(properties) }),
    // Names may be written as flags are; editors need not offer both.
    patternProperties: Object.fromEntries(
      dashed.map((name) => [`^${kebab(name)}$`, { $ref: `#/properties/${name}` }]),
    ),
    definitions: { ...definitions, scenario, rule },
  }
}

/** As it is written, in the project's own format. */
/** @throws Error when it cannot be formatted */
export const configSchemaText = async (): Promise<string> => {
  const formatting = promisify(execFile)('node_modules/.bin/biome', ['format', `--stdin-file-path=${FILE}`])
  formatting.child.stdin?.end(JSON.stringify(configSchema()))
  return (await formatting).stdout
}
