/**
 * Pages in German, Spanish, French or Chinese state the same facts in the same tables and lists. Their words for them, in English:
 * what is not among these is left as it is, and a page is never translated in what it gives to the contract.
 */
const WORDS: readonly (readonly [english: string, ...others: string[]])[] = [
  ['parameters', 'Parámetros', 'Paramètres', '参数'],
  ['parameter', 'Parámetro', 'Paramètre', '参数名', '字段名'],
  ['fields', 'Felder', 'Campos', 'Champs', '字段'],
  ['field', 'Feld', 'Campo', 'Champ'],
  ['request', 'Anfrage', 'Solicitud', 'Petición', 'Requête', '请求'],
  ['request body', 'Anfragekörper', 'Cuerpo', '请求体', '请求参数'],
  ['response', 'Antwort', 'Respuesta', 'Réponse', 'Rückgabe', '返回', '响应', '返回参数', '响应参数'],
  ['example', 'Beispiel', 'Ejemplo', 'Exemple', '示例', '请求示例'],
  ['query', 'Abfrage', 'Abfragen', 'Consulta', 'Consultar', '查询'],
  ['errors', 'Fehler', 'Errores', 'Erreurs', '错误码'],
  ['type', 'Typ', 'Datentyp', 'Tipo', '类型', '数据类型'],
  ['description', 'Beschreibung', 'Erklärung', 'Descripción', '说明', '描述', '备注'],
  [
    'required',
    'Pflicht',
    'Pflichtfeld',
    'erforderlich',
    'obligatorisch',
    'Obligatorio',
    'Obligatoria',
    'Requerido',
  ],
  ['required', 'Requerida', 'Obligatoire', 'Requis', '必填', '必须', '必选', '是否必填', '是否必须'],
  ['optional', 'freiwillig', 'Opcional', 'Facultatif', '可选', '选填', '非必填'],
  ['yes', 'ja', 'sí', 'oui', '是'],
  ['no', 'nein', '否'],
  ['default', 'Standardwert', 'Vorgabe', 'Voreinstellung', 'Predeterminado', 'Por defecto', 'Par défaut'],
  ['default', 'Valor por defecto', 'Valor predeterminado', '默认', '默认值', '默认为'],
  [
    'allowed values',
    'Mögliche Werte',
    'Erlaubte Werte',
    'Valores posibles',
    'Valores permitidos',
    'Valeurs possibles',
  ],
  ['allowed values', '可选值', '取值', '枚举值', '可选项'],
  ['range', 'Bereich', 'Wertebereich', 'Rango', 'Plage', '范围', '取值范围'],
  ['minimum', 'Mindestwert', 'Mínimo', '最小值'],
  ['maximum', 'Höchstwert', 'Máximo', '最大值'],
  ['max length', 'Höchstlänge', 'Maximale Länge', 'Longitud máxima', 'Longueur maximale', '最大长度'],
  ['string', 'Zeichenkette', 'Zeichenfolge', 'Cadena', 'Texto', 'Chaîne', '字符串'],
  ['integer', 'Ganzzahl', 'ganze Zahl', 'Entero', 'Entier', '整数', '整型'],
  ['number', 'Zahl', 'Kommazahl', 'Gleitkommazahl', 'Número', '数字', '浮点数', '数值'],
  ['boolean', 'Wahrheitswert', 'Booleano', 'Booléen', '布尔', '布尔值', '布尔型'],
  ['array', 'Liste', 'Lista', 'Arreglo', 'Tableau', '数组', '列表'],
  ['object', 'Objekt', 'Objeto', 'Objet', '对象'],
  ['name', 'Nombre', 'Nom', '名称', '参数名称'],
  [
    'at most',
    'höchstens',
    'maximal',
    'bis zu',
    'como máximo',
    'hasta',
    'au plus',
    'au maximum',
    '最多',
    '不超过',
  ],
  ['at most', '最长', '不能超过', '不得超过'],
  ['at least', 'mindestens', 'al menos', 'como mínimo', 'au moins', '至少', '不少于', '最少'],
  ['characters', 'Zeichen', 'caracteres', 'caractères', '个字符', '字符', '个字'],
  ['images', 'Bilder', 'imágenes', '张图片', '张'],
  ['between', 'zwischen', 'entre', '介于'],
  ['only supports', 'nur möglich:', 'solo admite', 'solo acepta', '仅支持', '只支持'],
  ['to', 'bis', '至'],
  ['or', 'oder', 'ou', '或', '或者'],
  ['and', 'und', '和', '与'],
  ['if', 'wenn', 'falls', 'cuando', 'lorsque', '如果'],
  [', ', '，', '、'],
  ['. ', '。'],
  [': ', '：'],
  ['(', '（'],
  [')', '）'],
]

const ENGLISH = new Map(
  WORDS.flatMap(([english, ...others]) => others.map((other) => [other.toLowerCase(), english] as const)),
)

const isLatin = (word: string): boolean => /^\p{Script=Latin}/u.test(word)

/** The longest first. A word of letters is whole; Chinese has no spaces between words. */
const WRITTEN = [...ENGLISH.keys()].sort((left, right) => right.length - left.length)
const LATIN = new RegExp(`(?<!\\p{L})(?:${WRITTEN.filter(isLatin).join('|')})(?!\\p{L})`, 'giu')
const CHINESE = new RegExp(WRITTEN.filter((word) => !isLatin(word)).join('|'), 'g')

/** A text with the words that state facts in English. */
export const inEnglish = (text: string): string => {
  const read = text.replaceAll(LATIN, (word) => ENGLISH.get(word.toLowerCase()) ?? word)
  return /[\u3000-\uffef]/.test(read) ? read.replaceAll(CHINESE, withSpaces) : read
}

const withSpaces = (word: string, at: number, text: string): string => {
  const english = ENGLISH.get(word) ?? word
  if (!/^\w/.test(english)) return english
  const [before, behind] = [text[at - 1] ?? ' ', text[at + word.length] ?? ' ']
  return `${/\s/.test(before) ? '' : ' '}${english}${/\s/.test(behind) ? '' : ' '}`
}
