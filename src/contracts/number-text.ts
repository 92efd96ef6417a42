/**
 * A number as a person reads it, with commas and at most three decimals: `6,340`, `0.5`. `toLocaleString('en')` writes
 * the same, but loading the tables of all languages takes longer than starting the HTTP server.
 */
export const numberText = (value: number): string => {
  if (Number.isInteger(value) && Math.abs(value) < 1_000) return String(value)
  const [whole = '', decimals] = String(Math.round(value * 1_000) / 1_000).split('.')
  const grouped = whole.replace(/\d(?=(\d{3})+$)/g, '$&,')
  return decimals === undefined ? grouped : `${grouped}.${decimals}`
}
