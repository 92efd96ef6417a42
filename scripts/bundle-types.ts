import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { dts } from 'rolldown-plugin-dts'

/**
 * Writes the types of entries without what no entry shows: of what is declared inside, users see a small part. What
 * several entries share is in files of its own.
 * @param entries where their types are, in both folders: `simulator/index.d.ts`
 */
export const bundleTypes = async (entries: readonly string[], from: string, to: string): Promise<void> => {
  const bundle = await rolldown({
    input: Object.fromEntries(entries.map((entry) => [entry.replace(/\.d\.ts$/, ''), join(from, entry)])),
    plugins: [dts({ dtsInput: true, tsconfig: false })],
    experimental: { attachDebugInfo: 'none' },
    checks: { pluginTimings: false },
    external: (id) =>
      !id.startsWith('.') && !id.startsWith('/') && !entries.includes(id) && !id.startsWith(from),
  })
  await bundle.write({ dir: to, format: 'es', chunkFileNames: 'shared/[name]-[hash].js' })
  await bundle.close()
}
