/** The catalogues: every string a person reads, in Chinese and English, by key. */
import { readdirSync, readFileSync } from 'node:fs'
import type { Language } from './app.ts'

const folder = new URL('../../texts/', import.meta.url)
const load = (language: Language): Record<string, string> =>
  Object.assign(
    {},
    ...readdirSync(new URL(`${language}/`, folder)).map((file) => {
      const area = file.replace('.json', '')
      const texts = JSON.parse(readFileSync(new URL(`${language}/${file}`, folder), 'utf8')) as Record<string, string>
      return Object.fromEntries(Object.entries(texts).map(([key, text]) => [`${area}.${key}`, text]))
    }),
  )
const catalogues: Record<Language, Record<string, string>> = { 'zh-CN': load('zh-CN'), en: load('en') }

/** The text of a key, its `{placeholders}` filled. A key nobody wrote shows itself: the check on catalogues finds it first. */
export function t(language: Language, key: string, params: Record<string, string | number> = {}): string {
  const text = catalogues[language][key] ?? catalogues['zh-CN'][key] ?? key
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in params ? String(params[name]) : whole))
}
export const hasText = (key: string) => key in catalogues['zh-CN']
/** Dates in the words of the place, with the weekday: a deadline is a day one can point to. */
export function dayText(language: Language, at: Date): string {
  return new Intl.DateTimeFormat(language, {
    timeZone: 'Asia/Shanghai',
    month: language === 'en' ? 'short' : 'long',
    day: 'numeric',
    weekday: 'short',
  })
    .format(at)
    .replace(/(日)(周|星期)/, '$1 $2')
}
export const timeText = (language: Language, at: Date) =>
  new Intl.DateTimeFormat(language, {
    timeZone: 'Asia/Shanghai',
    month: language === 'en' ? 'short' : 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at)
