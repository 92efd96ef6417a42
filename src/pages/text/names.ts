/** `wan/2-5-text-to-video` → `Wan25TextToVideo`: a model's name as a component's. */
export const componentName = (model: string): string =>
  model
    .split(/[^A-Za-z0-9]+/)
    .filter((part) => part !== '')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')

/** `kie/wan-2-5-text-to-video.md`, "Request Example" → `wan-2-5-text-to-video.request-example`. */
export const exampleName = (file: string, place: string): string =>
  `${pageName(file)}.${place
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')}`

/** A page's file name without folder and ending; two pages that differ only in the ending keep theirs. */
const pageName = (file: string): string => (file.split('/').at(-1) ?? file).replace(/\.(md|txt)$/, '')
