import { chmodSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startsNode } from '../../src/run/starts-node.ts'
import { temporaryFolder } from '../helpers/command.ts'

test.each([
  ['node', true],
  ['./linked', true],
  ['by-env', true],
  ['with-flags', true],
  ['by-path', true],
  ['with-variables', false],
  ['shell-script', false],
  ['no-permission', false],
  ['nowhere', false],
  ['/etc', false],
  ['', false],
])('whether %j starts Node: %s', (name, isNode) => {
  using folder = temporaryFolder({
    'by-env': '#!/usr/bin/env node\n',
    'with-flags': '#!/usr/bin/env -S node --no-warnings\n',
    'by-path': '#!/opt/node/bin/node\n',
    'with-variables': '#!/usr/bin/env -S NODE_OPTIONS= node\n',
    'shell-script': '#!/bin/sh\nnode app.js\n',
    'no-permission': '#!/usr/bin/env node\n',
  })
  for (const each of ['by-env', 'with-flags', 'by-path', 'with-variables', 'shell-script'])
    chmodSync(join(folder.path, each), 0o755)
  symlinkSync(process.execPath, join(folder.path, 'linked'))
  symlinkSync(process.execPath, join(folder.path, 'node'))
  expect(startsNode({ name, cwd: folder.path, path: `/nowhere:${folder.path}` })).toBe(isNode)
})
