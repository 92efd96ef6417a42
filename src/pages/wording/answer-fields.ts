/** What the description of an answer's field says of its values. */

/** "available when task is success" and "available when task fails" name the state: success, fail. */
export const availableWhen = (description: string): string | undefined => {
  const word = /available when task (?:is )?(\w+)/i.exec(description)?.[1]?.toLowerCase()
  return word === 'fails' ? 'fail' : word
}

/** States listed as `` `waiting`(waiting), `success`(success) ``. */
export const statesIn = (description: string): string[] | undefined => {
  const values = [...description.matchAll(/`([\w-]+)`\s*\(/g)].map(([, value = '']) => value)
  return values.length > 1 ? values : undefined
}

/** "(JSON string)": a text with JSON in it. */
export const isJsonText = (description: string): boolean => /\(JSON string\b/i.test(description)
