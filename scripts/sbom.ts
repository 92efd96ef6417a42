/** Writes what the package is made of as a CycloneDX document: `npm run sbom -- sbom.cdx.json`. */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'

interface Sbom {
  readonly bomFormat: string
  readonly components?: readonly unknown[]
}

const [file = 'sbom.cdx.json'] = process.argv.slice(2)
// Development dependencies are in it: some of them are bundled into dist.
const text = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], {
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
})
const { bomFormat, components = [] } = JSON.parse(text) as Sbom
if (bomFormat !== 'CycloneDX') throw new Error(`npm wrote ${bomFormat} instead of CycloneDX`)
writeFileSync(file, text)
console.log(`${file}: ${components.length} components`)
