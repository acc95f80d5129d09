// Wrote src/kernel/calendar/years.json once, from chinese-days. A new year is added by hand from its notice: see calendar.ts.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

interface Seed {
  holidays: Record<string, string>
  workdays: Record<string, string>
}

const first = 2011
const last = 2026
// the orders that moved days after the yearly notice had come
const later: Record<number, string> = {
  2015: '抗战胜利70周年纪念日放假安排',
  2019: '国务院办公厅关于调整2019年劳动节假期安排的通知',
  2020: '国务院办公厅关于延长2020年春节假期的通知',
}

const data = createRequire(import.meta.url).resolve('chinese-days/dist/chinese-days.json')
const seed = JSON.parse(readFileSync(data, 'utf8')) as Seed
const daysOf = (days: Record<string, string>, year: number) =>
  Object.keys(days)
    .filter((day) => day.startsWith(`${year}-`))
    .sort()

const years: Record<string, { off: string[]; work: string[]; source: string }> = {}
for (let year = first; year <= last; year++) {
  const off = daysOf(seed.holidays, year)
  // every notice so far gives at least 22 days and moves at least four: fewer means the package has not got it whole
  const work = daysOf(seed.workdays, year)
  if (off.length < 22 || work.length < 4) throw new Error(`chinese-days knows ${year} only in part`)
  const notice = `国务院办公厅关于${year}年部分节假日安排的通知`
  years[year] = { off, work, source: later[year] ? `${notice}；${later[year]}` : notice }
}

const target = join(import.meta.dirname, '..', 'src', 'kernel', 'calendar', 'years.json')
writeFileSync(target, `${JSON.stringify(years, null, 2)}\n`) // then `biome format --write`
console.log(`${first} to ${last} written: ${target}`)
