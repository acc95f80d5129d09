/** A year's notice as it is pasted: JSON, or two lists of dates as people write them. Pure. */

export type NoticeDraft = { year: number; off: string[]; work: string[]; source: string }

/** Every date in a text: 2027-01-01, 2027/1/1, 2027年1月1日, and 1月1日 of the year given; “至” and “~” fill the days between. */
export function datesIn(text: string, year: number): string[] {
  const one = /(?:(\d{4})\s*[-/.年]\s*)?(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?/g
  const found = [...text.matchAll(one)].map((m) => ({
    day: iso(Number(m[1] ?? year), Number(m[2]), Number(m[3])),
    from: m.index,
    to: m.index + m[0].length,
  }))
  const days = found.flatMap(({ day, from }, i) => {
    const before = found[i - 1]
    const between = before && text.slice(before.to, from)
    return before && between && /^[\s（）()周一二三四五六日]*(?:至|到|~|～|—|–)\s*$/.test(between)
      ? [...daysBetween(before.day, day), day]
      : [day]
  })
  return [...new Set(days)].sort()
}

/** What was pasted as JSON, or undefined. */
export function readJson(text: string): NoticeDraft | undefined {
  try {
    const { year, off, work = [], source = '' } = JSON.parse(text) as Partial<NoticeDraft>
    return typeof year === 'number' && Array.isArray(off) && Array.isArray(work)
      ? { year, off: off.map(String), work: work.map(String), source: String(source) }
      : undefined
  } catch {
    return undefined
  }
}

const iso = (year: number, month: number, day: number) =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

function daysBetween(from: string, to: string): string[] {
  const days: string[] = []
  const end = Date.parse(to)
  for (let at = Date.parse(from) + 86_400_000; at < end && days.length < 60; at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10))
  return days
}
