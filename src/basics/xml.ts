// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no way to write these
const UNWRITABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g

/** A text without what HTML and XML would read as marks of their own. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** A text as it is written in an XML element or attribute, line breaks and all. */
export const xmlText = (text: string): string =>
  escaped(text.replaceAll(UNWRITABLE, '\uFFFD')).replaceAll('\n', '&#10;')
