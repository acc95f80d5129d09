/** Personal data known by its digits: ID numbers, bank cards, phones, plates, accounts, house numbers. Pure, on plain text. */
import type { Kind } from './kinds.ts'

export type Found = { readonly kind: Kind; readonly from: number; readonly to: number }
type Rule = {
  readonly kind: Kind
  readonly form: RegExp
  readonly holds?: (match: RegExpExecArray, text: string) => boolean
}

/** Not inside a longer run of digits, nor the rest of something masked already. */
const alone = String.raw`(?<![\d*])(?<!\d[ .-])`
const ends = String.raw`(?![ .-]?\d)(?!\*)`
/** What is counted or paid is no number of a person's. */
const noAmount = String.raw`(?!\s*(?:元|块|万|亿|斤|公斤|吨|亩|平|米|字|户|人|次|度|方))`

const before = (text: string, at: number, length = 12) => text.slice(Math.max(0, at - length), at)
const digits = (text: string) => text.replace(/[^\dX]/g, '')

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
/** The last character of an ID number after GB 11643-1999. */
export const checkDigit = (first17: string) =>
  '10X98765432'[weights.reduce((sum, weight, i) => sum + weight * Number(first17[i]), 0) % 11]

/** A region that exists and a day of birth that can be. */
function plausible(region: string, year: number, month: number, day: number): boolean {
  if (!/^(?:[1-6]\d|71|8[123]|91)/.test(region) || year < 1900 || year > 2099) return false
  const long = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  return long !== undefined && day >= 1 && day <= long
}

const saysId = /身份证|证件|证号|公民身份/
function isIdNumber(match: RegExpExecArray, text: string): boolean {
  const id = digits(match[0])
  const said = saysId.test(before(text, match.index, 14))
  // numbers of before 1999 have no century and no check digit: only where they are called so
  if (id.length === 15)
    return said && plausible(id, 1900 + Number(id.slice(6, 8)), Number(id.slice(8, 10)), Number(id.slice(10, 12)))
  if (!plausible(id, Number(id.slice(6, 10)), Number(id.slice(10, 12)), Number(id.slice(12, 14)))) return false
  // one digit mistyped is still somebody's number, where it is called so
  return said || checkDigit(id.slice(0, 17)) === id[17]
}

/** Luhn's sum, as every bank card has it. */
export function luhn(number: string): boolean {
  let sum = 0
  for (const [i, char] of [...number].reverse().entries()) {
    const twice = Number(char) * (i % 2 ? 2 : 1)
    sum += twice > 9 ? twice - 9 : twice
  }
  return sum % 10 === 0
}
const saysCard = /卡号|账号|帐号|账户|帐户|银行|信用社|存折|一卡通|打到|汇到|转到|惠农卡|社保卡/
function isCard(match: RegExpExecArray, text: string): boolean {
  const number = digits(match[0])
  if (saysCard.test(before(text, match.index, 16))) return true
  return /^(?:62|60|4|5[1-5]|35|37)/.test(number) && number.length >= 16 && luhn(number)
}

const saysPhone = /(?:电话|座机|固话|拨打|致电|打给|热线|联系方式|号码|TEL)[^\d]{0,6}$/
const saysAccount =
  '(?:微信|威信|V信|WEIXIN|WECHAT|(?<![A-Z])VX|(?<![A-Z])WX|QQ|扣扣|抖音|快手|支付宝|钉钉)(?:号码|账号|群号|号|群|ID)?'

const provinces = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'
const streets = '路街巷弄道村组里园苑坊寨屯队湾坪冲庄'

const rules: readonly Rule[] = [
  {
    kind: 'id-number',
    form: new RegExp(String.raw`${alone}[1-9](?:[ -]?\d){16}[ -]?[\dX]${ends}(?![A-Z])`, 'g'),
    holds: isIdNumber,
  },
  { kind: 'id-number', form: new RegExp(`${alone}[1-9]\\d{14}${ends}`, 'g'), holds: isIdNumber },
  {
    kind: 'id-number',
    form: /(?<=(?:护照|通行证|居住证)(?:号码|号)?[:是为 ]{0,3})[A-Z]{1,2}\d{7,9}(?!\d)/g,
  },
  {
    kind: 'bank-card',
    form: new RegExp(String.raw`${alone}[1-9](?:[ -]?\d){15,18}${ends}`, 'g'),
    holds: isCard,
  },
  {
    kind: 'mobile',
    form: new RegExp(String.raw`${alone}(?:(?:\+|00)?86[ -]?)?1[ .-]?[3-9](?:[ .-]?\d){9}${ends}${noAmount}`, 'g'),
  },
  { kind: 'hotline', form: new RegExp(String.raw`${alone}[48]00[ -]?\d{3}[ -]?\d{4}${ends}${noAmount}`, 'g') },
  {
    kind: 'landline',
    form: new RegExp(
      String.raw`${alone}(?:\(0\d{2,3}\)|0\d{2,3})[ -]?\d{3,4}[ -]?\d{4}(?:[ ]?(?:转|-)[ ]?\d{1,6})?(?!\d)(?!\*)${noAmount}`,
      'g',
    ),
  },
  {
    kind: 'landline',
    form: new RegExp(String.raw`${alone}[2-8]\d{2,3}[ -]?\d{4}${ends}${noAmount}`, 'g'),
    holds: (match, text) => saysPhone.test(before(text, match.index)),
  },
  { kind: 'email', form: /(?<![A-Z\d._%+-])[A-Z\d][A-Z\d._%+-]*@[A-Z\d-]+(?:\.[A-Z\d-]+)*\.[A-Z]{2,}(?![A-Z])/g },
  {
    // the account itself, not the word before it
    kind: 'account',
    form: new RegExp(
      String.raw`(?<=${saysAccount}[:是为叫 ,]{0,3})(?:[A-Z_](?:[A-Z\d_-]){4,19}|[1-9]\d{4,11})(?![A-Z\d_-])`,
      'g',
    ),
    // "the WeChat public account": a word has no digit
    holds: (match) => /[\d_]/.test(match[0]),
  },
  {
    kind: 'plate',
    form: new RegExp(
      String.raw`(?:WJ)?[${provinces}][A-Z][·•.\- ]?(?:[DF][A-HJ-NP-Z\d]\d{4}|\d{5}[A-HJK]|[A-HJ-NP-Z\d]{4}[A-HJ-NP-Z\d挂学警港澳领])(?![A-Z\d])`,
      'g',
    ),
    holds: (match) => (match[0].match(/\d/g) ?? []).length >= 2,
  },
  {
    kind: 'plate',
    form: /(?<=(?:车牌|牌号|号牌)(?:号码|号)?[:是为 ]{0,3})[A-Z][·•.\- ]?[A-HJ-NP-Z\d]{5,6}(?![A-Z\d])/g,
  },
  // a door in a street or a group, a flat in a building, a room
  {
    kind: 'house',
    form: new RegExp(
      String.raw`(?<=[${streets}])\d{1,4}(?:-\d{1,3})?号(?!线|公路|文|令|地|楼|井|机|桥|杆|站|门|车|点|涵|变|池|坝|院|栋)`,
      'g',
    ),
    // group 3 on the 12th, and roads named by number
    holds: (match, text) => !/[月第]$/.test(before(text, match.index, 1)),
  },
  {
    kind: 'house',
    form: /(?<![\d*])(?:[A-Z]?\d{1,3}(?:号楼|栋|幢|座|#)\s*(?:\d{1,2}单元)?|\d{1,2}单元)\s*-?\s*\d{3,4}(?:室|房|户|号)?(?!\d|元|人|户|平|米|套|年|家)/g,
  },
  { kind: 'house', form: /(?<![\d*-])\d{3,4}室(?!内|外|温)/g },
  { kind: 'house', form: /(?<=门牌(?:号码|号)?[:是为 ]{0,3})\d{1,4}(?:-\d{1,3})?号?(?![\d*])/g },
]

/** Every span known by its digits. `text` is plain (`plainOf`): positions are code points. */
export const findNumbers = (text: string): Found[] =>
  rules.flatMap(({ kind, form, holds }) =>
    [...text.matchAll(form)]
      .filter((match) => match[0] && (!holds || holds(match as RegExpExecArray, text)))
      .map((match) => ({ kind, from: match.index, to: match.index + match[0].length })),
  )
