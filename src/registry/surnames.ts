/** Family names of two characters, and where a family name ends. No imports: the desk's pages read it too. */

export const compoundSurnames =
  '欧阳 太史 上官 端木 司马 东方 独孤 南宫 夏侯 诸葛 尉迟 皇甫 公孙 慕容 司徒 令狐 澹台 宇文 长孙 轩辕 呼延 闻人'.split(
    ' ',
  )

/** The family name this name begins with. */
export const familyName = (name: string): string =>
  compoundSurnames.find((s) => name.startsWith(s)) ?? [...name][0] ?? ''
