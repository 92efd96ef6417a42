import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { START_FLAGS } from '../../src/cli/commands/start.ts'
import { defaultText, readConfig, variableOf } from '../../src/cli/config/config.ts'
import { kebab } from '../../src/cli/flags/flags.ts'
import { EXIT } from '../../src/cli/flags/usage-error.ts'
import { contracts } from '../../src/contracts/index.ts'
import { modelsOf } from '../../src/contracts/models.ts'
import { settingNames as allNames, readSetting, settingTable } from '../../src/simulator/settings.ts'
import { temporaryFolder } from '../helpers/command.ts'
import { documentNamed } from './documents.ts'

const readme = documentNamed('README.md')
const command = documentNamed('docs/cli.md')
const start = documentNamed('docs/getting-started.md')
const settingNames = allNames.filter((name) => Object.hasOwn(START_FLAGS, kebab(name)))

test.each(settingNames.filter((name) => defaultText(name) !== undefined))(
  'the default shown for %s, typed as a flag, is the default',
  (name) => {
    expect(readSetting(name, defaultText(name), name)).toEqual(settingTable[name].default)
  },
)

test('every default that the table leaves out is off, none, or told in the description', () => {
  const silent = settingNames.filter((name) => defaultText(name) === undefined)
  const values = silent.map((name) => settingTable[name].default)
  expect(values.filter((value) => value && Object.keys(value).length > 0)).toEqual([])
})

test('docs/cli.md names every variable that is not named after its flag', () => {
  const odd = settingNames.filter((name) => settingTable[name].variable !== undefined)
  expect(odd).not.toEqual([])
  for (const name of odd) {
    expect(command.text).toContain(`\`--${kebab(name)}\` is \`${variableOf(name)}\``)
  }
})

test('the config file in docs/cli.md is read, and every line of it counts', async () => {
  const yaml = command.blocks.find(({ language }) => language === 'yaml')?.text ?? ''
  using folder = temporaryFolder({ 'stuntdouble.config.yaml': yaml })
  const given = await readConfig({}, { env: {}, cwd: folder.path })
  expect(given).toEqual({
    profile: 'observed',
    failRate: 0.1,
    callbackAllow: ['receiver.test', 'receiver.test:8443'],
  })
})

test('docs/cli.md lists every exit code', () => {
  const [, table = ''] = command.text.split('## Exit codes')
  const codes = [...table.matchAll(/^\| (\d+) +\|/gm)].map(([, code]) => Number(code))
  expect(codes).toEqual(Object.values(EXIT).sort())
})

test('docs/getting-started.md names the live address of every provider', () => {
  const servers = Object.values(contracts).flatMap(({ openapi }) => openapi.servers ?? [])
  expect(servers.map(({ url }) => url).filter((url) => !start.text.includes(` \`${url}\` `))).toEqual([])
})

test('the README is short', () => {
  expect(readme.text.split('\n').length).toBeLessThanOrEqual(150)
})

test('the index of docs/ names every document in it', () => {
  const { text } = documentNamed('docs/README.md')
  const files = readdirSync('docs').filter((file) => file.endsWith('.md') && file !== 'README.md')
  expect(files.filter((file) => !text.includes(`](${file})`))).toEqual([])
})

test('the first screen says what it is not', () => {
  const limits = readme.text.slice(0, readme.text.indexOf('\n## '))
  expect(limits).toContain('**What it is not.**')
  expect(limits.split('\n').length).toBeLessThan(22)
})

test('every dependency has its reason in ARCHITECTURE.md', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
  const names = Object.keys({ ...dependencies, ...devDependencies })
  const { text } = documentNamed('ARCHITECTURE.md')
  expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([])
})

test('README.md says how many models are built in', () => {
  const count = Object.values(contracts).reduce((sum, contract) => sum + modelsOf(contract).size, 0)
  const word = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'][count]
  expect(readme.text).toMatch(new RegExp(`\\b${word} [\\w. ]+ models are built\\s+in\\b`))
})
