import { readDamagedCopy, startOfDamage } from '../forms/damaged-copy.ts'
import { type BlockPlace, isOpenApi, readOpenApiBlock } from '../forms/openapi-block.ts'
import { isQueryBlock, readQueryBlock } from '../forms/query-block.ts'
import { outlineOf } from '../text/outline.ts'
import { type PageContract, PageError, type PageText, pageText } from '../text/page.ts'
import { readYaml, type YamlBlock } from '../text/safe-yaml.ts'
import { readKieMarkdown } from './kie-markdown.ts'
import { readKiePlayground } from './kie-playground.ts'

/** Reads a provider's documentation page, whatever its form. A file may hold several pages: each gives one contract. */
export const readPage = (file: string, raw: string): readonly PageContract[] => {
  const page = pageText(file, raw)
  if (startOfDamage(page) !== undefined) return [readDamagedCopy(page)]
  const blocks = yamlBlocks(page)
  if (blocks.length > 0) return blocks.map(([place, block]) => readBlock(place, block))
  if (page.lines.some((line) => /^#{1,6}\s+.*\bparameters?\b/i.test(line))) return [readKieMarkdown(page)]
  if (page.lines.some((line) => /^\s*(Required|Optional)\s*$/.test(line))) return [readKiePlayground(page)]
  throw new PageError(
    file,
    'line 1',
    'a Kie page (headings with "Parameters", or lines "Required" and "Optional") or an EvoLink page (a ```yaml block)',
  )
}

const mostYaml = 384 * 1024

const yamlBlocks = (page: PageText): readonly (readonly [BlockPlace, YamlBlock])[] => {
  const found = outlineOf(page).flatMap((section) =>
    section.fences
      .filter((fence) => /^ya?ml\b/i.test(fence.info))
      .map((fence) => ({ fence, title: section.above[0] ?? section.title })),
  )
  if (found.reduce((size, { fence }) => size + fence.text.length, 0) > mostYaml)
    throw new PageError(page.file, 'line 1', 'a page with at most 384 KiB of YAML')
  return found.map(({ fence, title }) => {
    if (!fence.isClosed)
      throw new PageError(page.file, `line ${page.lines.length}`, 'the end of the code block')
    const place = { file: page.file, place: `line ${fence.line}`, title }
    return [place, readYaml(page.file, fence.text, (line) => fence.line + line)]
  })
}

const readBlock = (place: BlockPlace, block: YamlBlock): PageContract => {
  if (isOpenApi(block.value)) return readOpenApiBlock(place, block)
  if (isQueryBlock(block.value)) return readQueryBlock(place, block)
  throw new PageError(place.file, place.place, 'a YAML block with "openapi", or with "path" under "paths"')
}
