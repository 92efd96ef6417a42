import { type Bullet, plain } from '../text/blocks.ts'
import { inEnglish } from './other-languages.ts'

/** What a page says of a parameter under one label, and what it lists below. */
export interface Fact {
  readonly text: string
  readonly bullets: readonly Bullet[]
}

/** What a page may say of a parameter, and the labels it says it under. */
const LABELS = {
  type: /^(?:data |param(?:eter)? |value )?types?$/,
  required: /^(?:is )?(?:required|req\.?|mandatory)\??$/,
  optional: /^optional$/,
  description: /^(?:descriptions?|desc|details?|about|meaning)$/,
  options:
    /^(?:options|enum(?:s|eration|erated)?(?: values?)?|(?:allowed|available|valid|possible|supported|accepted) (?:values?|options?|choices?)|choices|values|one of)$/,
  default: /^(?:default(?: value)?s?|standard)$/,
  example: /^(?:examples?(?: values?)?|samples?(?: value)?|e\.g\.)$/,
  /** Where it is sent: in the body, a header, the path. */
  location: /^(?:in|location|sent in|param(?:eter)? (?:in|location))$/,
  minLength: /^(?:min(?:imum)?(?: string)?[ _-]?len(?:gth)?|minlength|min(?:imum)? (?:characters|chars))$/,
  maxLength:
    /^(?:max(?:imum)?(?: string)?[ _-]?len(?:gth)?|maxlength|max(?:imum)? (?:characters|chars)|character limit)$/,
  length: /^(?:(?:required )?(?:string )?length|length (?:range|limit)|characters)$/,
  minimum: /^(?:min(?:imum)?(?: value)?|lower (?:limit|bound))$/,
  maximum: /^(?:max(?:imum)?(?: value)?|upper (?:limit|bound))$/,
  exclusiveMinimum: /^exclusive min(?:imum)?$|^(?:greater|more) than$/,
  exclusiveMaximum: /^exclusive max(?:imum)?$|^less than$/,
  range:
    /^(?:(?:value |valid |allowed |required )?range|limits?|between|bounds|min(?:imum)?\s*\/\s*max(?:imum)?)$/,
  multipleOf: /^(?:step(?: size)?|increments?|multiple ?of)$/,
  minItems:
    /^(?:min(?:imum)? array length|min(?:imum)?[ _-]?(?:items?|count|files?|images?|number(?: of \w+)?|elements?|entries|size)|minitems)$/,
  maxItems:
    /^(?:max(?:imum)? array length|max(?:imum)?[ _-]?(?:items?|count|files?|images?|videos?|audios?|urls?|uploads?|number(?: of \w+)?|elements?|entries)|maxitems)$/,
  count: /^(?:(?:item |file |image |items? )?count|number of \w+|items? range|array (?:length|size))$/,
  uniqueItems: /^unique(?: ?items?)?$/,
  format: /^format$/,
  pattern: /^(?:pattern|regex(?:p)?|regular expression)$/,
  deprecated: /^deprecated$/,
  status: /^status$/,
  nullable: /^(?:nullable|null allowed)$/,
  fileTypes:
    /^(?:(?:accepted|allowed|supported)(?: (?:file|image|video|audio|media|input))?(?: |-)(?:types?|formats?)|file (?:types?|formats?)|mime ?types?|formats|accept)$/,
  fileSize:
    /^(?:max(?:imum)?[ _-]?(?:file|image|video|audio|upload)?[ _-]?size|(?:file )?size(?: limit)?|max size(?: per file)?)$/,
  /** No label: limits that no keyword is for. */
  stated: /^(?!)/,
  multiple: /^multiple(?: files?| uploads?| values?)?$/,
  items:
    /^(?:items?|(?:array )?(?:items?|elements?)[ _-]?types?|array items?|each (?:item|element)|items? schema|element)$/,
  properties:
    /^(?:(?:object |item |items? |nested |sub-?|child )?(?:properties|fields|parameters|attributes|keys|members)|structure|schema|object structure|item structure|contains)$/,
} as const satisfies Record<string, RegExp>

export type FactName = keyof typeof LABELS

/** What a label is about; undefined when nobody knows. */
export const factName = (label: string): FactName | undefined => {
  const text = inEnglish(plain(label).slice(0, 100))
    .toLowerCase()
    .replaceAll(/[:：?]+$/g, '')
    .trim()
  return (Object.keys(LABELS) as FactName[]).find((name) => LABELS[name].test(text))
}
