import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LOAD_CORE, pinned } from '../processes.ts'
import { CONNECTIONS, KEY, type Load, type LoadProgram, type LoadRequest } from './load.ts'

const script = ({ method, body }: LoadRequest): string =>
  [
    `wrk.method = "${method}"`,
    `wrk.headers["Authorization"] = "Bearer ${KEY}"`,
    ...(body === undefined
      ? []
      : [`wrk.headers["Content-Type"] = "application/json"`, `wrk.body = [[${body}]]`]),
    '',
  ].join('\n')

const UNITS_MS: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1_000, m: 60_000 }

const duration = (output: string, label: string): number => {
  const [, number, unit = ''] = new RegExp(`${label}\\s+([\\d.]+)(us|ms|s|m)\\b`).exec(output) ?? []
  return Number(number) * (UNITS_MS[unit] ?? Number.NaN)
}

const number = (output: string, pattern: RegExp): number => Number(pattern.exec(output)?.[1] ?? 0)

/** What wrk printed, as numbers. @throws Error when requests failed */
const readWrk = (output: string): Load => {
  const failed = /Socket errors: .*/.exec(output)?.[0]
  if (failed !== undefined && /(connect|read|write) [1-9]/.test(failed)) throw new Error(`wrk: ${failed}`)
  return {
    perSecond: number(output, /Requests\/sec:\s+([\d.]+)/),
    requests: number(output, /(\d+) requests in/),
    p50Ms: duration(output, '50%'),
    p99Ms: duration(output, '99%'),
    refused: number(output, /Non-2xx or 3xx responses: (\d+)/),
  }
}

const folder = mkdtempSync(join(tmpdir(), 'stuntdouble-bench-'))

export const wrk: LoadProgram = {
  name: 'wrk',
  run: (url, request, seconds) => {
    const file = join(folder, 'load.lua')
    writeFileSync(file, script(request))
    const args = ['-t1', `-c${CONNECTIONS}`, `-d${seconds}s`, '--latency', '-s', file, url + request.path]
    const [command, rest] = pinned(LOAD_CORE, 'wrk', args)
    return readWrk(execFileSync(command, rest, { encoding: 'utf8' }))
  },
}
