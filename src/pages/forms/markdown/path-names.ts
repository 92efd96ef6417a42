/** A parameter's name as a path: `shots[0].text`, `shots[*] > text` and `shots → text` are all `shots[].text` or `shots.text`. */
export const asPath = (written: string): string =>
  written
    .replaceAll(/\[\s*(?:\d{1,3}|\*|[a-z]|index|item)\s*\]/gi, '[]')
    .replaceAll(/(?<=[\w\]]`?)\s*(?:→|›|»|>|->)\s*(?=`?\w)/g, '.')
    .replaceAll('`.`', '.')
    .replaceAll(/\.\*(?=\.)/g, '[]')
