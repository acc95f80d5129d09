/** An instant as PostgreSQL writes it, `2026-11-23 09:00:00.123456+08`, read without a pattern. Microseconds are cut, as the driver cuts them. */
export function instantOf(text: string): Date | undefined {
  const sign = text.length - 3
  const zone = text.charCodeAt(sign)
  // four digits of a year, a dot or nothing behind the seconds, whole hours of a zone: all else is rare
  if (text.charCodeAt(4) !== dash || text.charCodeAt(10) !== space || (zone !== plus && zone !== dash)) return undefined
  if (sign > 19 && text.charCodeAt(19) !== dot) return undefined
  let milliseconds = 0
  for (let at = 20, unit = 100; at < sign && unit >= 1; at++, unit /= 10)
    milliseconds += (text.charCodeAt(at) - zero) * unit
  const hours = two(text, sign + 1) * (zone === plus ? 1 : -1)
  const year = two(text, 0) * 100 + two(text, 2)
  const at = Date.UTC(
    year,
    two(text, 5) - 1,
    two(text, 8),
    two(text, 11) - hours,
    two(text, 14),
    two(text, 17),
    milliseconds,
  )
  // a year below 100 means another one to Date.UTC
  return Number.isNaN(at) || year < 100 ? undefined : new Date(at)
}
const [zero, dash, space, plus, dot] = ['0', '-', ' ', '+', '.'].map((c) => c.charCodeAt(0)) as [
  number,
  number,
  number,
  number,
  number,
]
const two = (text: string, at: number) => (text.charCodeAt(at) - zero) * 10 + text.charCodeAt(at + 1) - zero
