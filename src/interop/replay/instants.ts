/** Instants as spreadsheets and forums write them, read as time in Asia/Shanghai. Pure. */

const dayMs = 86_400_000
const shanghaiMs = 8 * 3_600_000
/** Day 0 of a spreadsheet's calendar. */
const serialZero = Date.UTC(1899, 11, 30)

type Parts = { y: number; m: number; d: number; time?: string | undefined }
const yearFirst = /^(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:[ T](\d{1,2}:\d{2}(?::\d{2})?))?$/
const monthFirst = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:[ T](\d{1,2}:\d{2}(?::\d{2})?))?$/

/**
 * '2019/4/25 9:32:09', '2020-09-03', '12/31/2016' (month first) or the serial number of a spreadsheet. A day alone is its midnight:
 * spreadsheets leave out 0:00:00. Undefined for what no calendar has.
 */
export function readInstant(value: unknown): Date | undefined {
  if (typeof value === 'number') return fromSerial(value)
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  if (/^\d+(\.\d+)?$/.test(text)) return fromSerial(Number(text))
  const a = yearFirst.exec(text)
  if (a) return fromParts({ y: Number(a[1]), m: Number(a[2]), d: Number(a[3]), time: a[4] })
  const b = monthFirst.exec(text)
  return b ? fromParts({ y: Number(b[3]), m: Number(b[1]), d: Number(b[2]), time: b[4] }) : undefined
}

/** Whole seconds: a serial number carries no more. Outside 1954 to 2119 it is some other number. */
function fromSerial(serial: number): Date | undefined {
  if (!(serial >= 20_000 && serial < 80_000)) return undefined
  return new Date(serialZero + Math.round(serial * 86_400) * 1000 - shanghaiMs)
}

function fromParts({ y, m, d, time = '0:00' }: Parts): Date | undefined {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number)
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined
  const midnight = Date.UTC(y, m - 1, d)
  const day = new Date(midnight)
  // 31 June rolls over into July: then it was no day
  if (day.getUTCMonth() !== m - 1 || day.getUTCDate() !== d) return undefined
  return new Date(midnight + ((hours * 60 + minutes) * 60 + seconds) * 1000 - shanghaiMs)
}

export const plusDays = (at: Date, days: number, hours = 0) => new Date(at.getTime() + days * dayMs + hours * 3_600_000)

/** The instant this share of the way from one to the other, in whole milliseconds. */
export const between = (from: Date, to: Date, share: number) =>
  new Date(Math.round(from.getTime() + (to.getTime() - from.getTime()) * share))
