import { existsSync, readFileSync } from 'node:fs'

/** Where systems keep the authorities that they trust, one file each: Debian, Fedora, openSUSE, Alpine and macOS. */
export const SYSTEM_BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
] as const

/** The file of this system, if it has one of these. */
export const systemBundle = (): string | undefined => SYSTEM_BUNDLES.find(existsSync)

/** The authorities that the system trusts, PEM; those that Node trusts if the system has no such file. */
export const systemRoots = (): string => {
  const file = systemBundle()
  // Node's own are loaded only where they are needed: a command waits for this.
  return file === undefined
    ? `${process.getBuiltinModule('node:tls').rootCertificates.join('\n')}\n`
    : readFileSync(file, 'utf8')
}
