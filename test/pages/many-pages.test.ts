import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCommand, startCommand, temporaryFolder } from '../helpers/command.ts'
import { KIE_PATH, kiePageFor } from './serving.ts'

const markdown = (model: string, table: string, body = ''): string =>
  `# A page\n\nPOST https://api.kie.ai${KIE_PATH}\n\n## Input\n\n${table}\n\nModel: \`${model}\`\n\n${body}`

test('a folder of 200 files ends with one summary, and what can be read is written', async () => {
  using folder = temporaryFolder(
    Object.fromEntries(
      Array.from({ length: 200 }, (_, index) => [
        `${index}.json`,
        index % 100 === 0 ? '{}' : kiePageFor(`many/${index}`, { prompt: { type: 'string' } }),
      ]),
    ),
  )
  const into = join(folder.path, 'models')
  const { code, stdout, stderr } = await runCommand(['import', folder.path, '--into', into])
  expect(code).toBe(2)
  expect(stderr.match(/files, /g)).toHaveLength(1)
  expect(stderr).toMatch(/\nstuntdouble: 200 files, 198 contracts, 2 refused\.\n$/)
  expect(stdout).toMatch(/\nWrote 198 files into .*models\.\n$/)
  expect(readdirSync(into)).toHaveLength(198)
})

test('a folder without a page is not a success', async () => {
  using folder = temporaryFolder()
  expect(await runCommand(['import', folder.path])).toMatchObject({ code: 2, stderr: /There is no page in/ })
})

test.each([
  ['prose', 'Lorem ipsum dolor sit amet.\n\n| a | b |\n|---|---|\n| c | d |\n'],
  ['JSON', '{"recipe":{"eggs":3}}'],
  ['YAML', 'eggs: 3\nflour:\n  - wheat\n'],
  ['OpenAPI of another service', JSON.stringify({ openapi: '3.1.0', paths: { '/pets': { post: {} } } })],
  [
    'a create call that describes nothing',
    JSON.stringify({ openapi: '3.1.0', paths: { [KIE_PATH]: { post: {} } } }),
  ],
  [
    'a table without a type, and no body',
    markdown('x/1', '| Name | Required |\n|---|---|\n| prompt | yes |'),
  ],
  ['a table of something else', markdown('x/1', '| Plan | Price |\n|---|---|\n| Pro | 20 |')],
  [
    'fields whose names are not names',
    markdown('x/1', '| Name | Type | Required |\n|---|---|---|\n| | string | yes |'),
  ],
  ['HTML', '<!doctype html><html><body><p>POST /api/v1/jobs/createTask</p></body></html>'],
])('a whole page of nonsense is never a success: %s', async (_what, text) => {
  using folder = temporaryFolder({ 'page.md': text })
  const { code, stdout, stderr } = await runCommand(['import', join(folder.path, 'page.md')])
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toMatch(/^stuntdouble: .*page\.md/)
})

const KITE = kiePageFor('kite/talk', { voice: { type: 'string', enum: ['Ada'] } })
const withExample = (page: string, input: object): string => {
  const document = JSON.parse(page)
  document.paths[KIE_PATH].post.requestBody.content['application/json'].example = {
    model: 'kite/talk',
    input,
  }
  return JSON.stringify(document)
}

const CHOICE = kiePageFor('kite/talk', {
  size: { oneOf: [{ type: 'integer' }, { type: 'string', enum: ['auto'] }] },
})

test.each([
  ['contradicts it at input.voice; both are accepted there', withExample(KITE, { voice: 'Cleo' })],
  ['is refused, over input.size', withExample(CHOICE, { size: 'big' })],
])("a page's own example that %s is reported by import, models and start", async (words, text) => {
  using folder = temporaryFolder({ 'page.json': text })
  const file = join(folder.path, 'page.json')
  const said = `page.json: its own example ${words}.\n`
  expect((await runCommand(['import', file])).stderr).toContain(said)
  expect((await runCommand(['models', '--models', file])).stderr).toContain(said)
  await using double = await startCommand(['--port', '0', '--models', file])
  expect(double.stderr()).toContain(said)
})

test('fields without a type are open, and reported', async () => {
  const table = '| Name | Required |\n|---|---|\n| prompt | yes |'
  const body = '```json\n{"model":"x/1","input":{"prompt":"a"}}\n```'
  using folder = temporaryFolder({ 'page.md': markdown('x/1', table, body) })
  const { code, stdout } = await runCommand(['import', join(folder.path, 'page.md')])
  expect(code).toBe(0)
  expect(stdout).toContain('no type is given for prompt')
})

test.each([
  ['the parts of an allOf', { size: { allOf: [{ type: 'string' }, { type: 'integer' }] } }, {}],
  [
    'all alternatives and what is beside them',
    { size: { type: 'string' } },
    { oneOf: [{ properties: { size: { type: 'integer' } } }, { properties: { size: { type: 'number' } } }] },
  ],
])('%s that contradict each other are left open, and reported', async (_what, fields, more) => {
  using folder = temporaryFolder({ 'page.json': kiePageFor('kite/two', fields, more) })
  const { stdout } = await runCommand(['import', join(folder.path, 'page.json')])
  expect(stdout).toMatch(/warning {2}input\.size: .*contradict/)
})

test('a page in Spanish is read', async () => {
  using folder = temporaryFolder({
    'page.md': `# Garza 3\n\n## Crear una tarea\n\nPOST https://api.kie.ai${KIE_PATH}\n\n### Parámetros de input

| Nombre | Tipo | Obligatorio | Por defecto | Descripción |
|---|---|---|---|---|
| prompt | cadena | Sí | – | Lo que se ve, como máximo 900 caracteres |
| duration | entero | No | \`5\` | Segundos. Valores posibles: \`5\`, \`8\` |

### Ejemplo

\`\`\`json
{ "model": "garza/3", "input": { "prompt": "una garza" } }
\`\`\`

## Consultar la tarea

GET https://api.kie.ai/api/v1/jobs/recordInfo

### Respuesta

| Nombre | Tipo | Descripción |
|---|---|---|
| taskId | cadena | Identificador |
`,
  })
  const { stdout } = await runCommand(['import', join(folder.path, 'page.md'), '--json'])
  const { models, request } = JSON.parse(stdout)
  expect(models).toEqual(['garza/3'])
  expect(request.properties.input).toMatchObject({
    required: ['prompt'],
    properties: {
      prompt: { type: 'string', maxLength: 900 },
      duration: { type: 'integer', enum: [5, 8], default: 5 },
    },
  })
  expect(Object.keys(request.properties.input.properties)).toEqual(['prompt', 'duration'])
})
