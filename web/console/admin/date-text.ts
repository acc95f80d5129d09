/** A day of a post or a unit: with its year, for it may be long ago, and without the weekday nobody asks for. */
import type { Language } from '../texts.ts'

export const dateText = (language: Language, day: string) =>
  new Intl.DateTimeFormat(language, {
    timeZone: 'Asia/Shanghai',
    year: 'numeric',
    month: language === 'en' ? 'short' : 'long',
    day: 'numeric',
  }).format(new Date(`${day}T12:00:00+08:00`))
