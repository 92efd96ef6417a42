/** A file's path in the checkout, and what it should hold. */
export type GeneratedFile = readonly [file: string, text: string]
