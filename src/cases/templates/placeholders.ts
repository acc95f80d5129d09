/** The blanks of prepared words: a closed table with what each gives and an example. Pure, and read by the desk's pages too. */

// biome-ignore format: a table is read in columns
export const placeholders = [
  { code: 'salutation', zh: '称呼',     en: 'salutation', example: { 'zh-CN': '王同志', en: 'Comrade Wang' } },
  { code: 'number',     zh: '编号',     en: 'number',     example: { 'zh-CN': 'LX-2611-0427', en: 'LX-2611-0427' } },
  { code: 'matter',     zh: '事项',     en: 'matter',     example: { 'zh-CN': '村东水渠闸板损坏', en: 'broken sluice' } },
  { code: 'village',    zh: '村',       en: 'village',    example: { 'zh-CN': '柳塘村', en: 'Liutang Village' } },
  { code: 'office',     zh: '承办单位', en: 'office',     example: { 'zh-CN': '柳塘镇水利站', en: 'Liutang water station' } },
  { code: 'contact',    zh: '联系人',   en: 'contact',    example: { 'zh-CN': '沈国平', en: 'Shen Guoping' } },
  { code: 'phone',      zh: '电话',     en: 'phone',      example: { 'zh-CN': '0000-6120001', en: '0000-6120001' } },
  { code: 'registered', zh: '登记日期', en: 'registered', example: { 'zh-CN': '11月23日', en: 'Nov 23' } },
  { code: 'today',      zh: '办结日期', en: 'today',      example: { 'zh-CN': '12月1日', en: 'Dec 1' } },
  { code: 'due',        zh: '期限',     en: 'due',        example: { 'zh-CN': '12月3日', en: 'Dec 3' } },
] as const
export type Placeholder = (typeof placeholders)[number]['code']
type Language = 'zh-CN' | 'en'

// also with the braces of a Chinese keyboard
const blanks = () => /[{｛]\s*([\p{Script=Han}A-Za-z][\p{Script=Han}A-Za-z-]{0,19})\s*[}｝]/gu
const codeOf = (name: string) => placeholders.find((p) => p.zh === name || p.en === name.toLowerCase())?.code

/** As it stands in a text: `{编号}`. */
export const blank = (code: Placeholder, language: Language) => {
  const found = placeholders.find((p) => p.code === code)
  return `{${(language === 'en' ? found?.en : found?.zh) ?? code}}`
}

/** Blanks nobody could fill: the names in braces that stand in no row of the table. */
export const unknownIn = (text: string): string[] => [
  ...new Set([...text.matchAll(blanks())].map((m) => m[1] ?? '').filter((name) => !codeOf(name))),
]

/** Blanks still to be filled, as they stand in the text. */
export const leftIn = (text: string): string[] => [
  ...new Set([...text.matchAll(blanks())].filter((m) => codeOf(m[1] ?? '')).map((m) => m[0])),
]

/** The text with every blank filled that has a value here; one without stays as it is, to be seen. */
export const fill = (text: string, values: Partial<Record<Placeholder, string>>): string =>
  text.replace(blanks(), (whole, name: string) => values[codeOf(name) as Placeholder] || whole)

/** With the examples of the table: how it will read. */
export const sample = (text: string, language: Language) =>
  fill(text, Object.fromEntries(placeholders.map((p) => [p.code, p.example[language]])))
