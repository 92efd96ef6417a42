import { execFileSync } from 'node:child_process'

/** Builds `dist/` before the tests that start the command itself. */
export default (): void => {
  execFileSync(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'scripts/build.ts'], { stdio: 'inherit' })
}
