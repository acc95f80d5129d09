/** What is due as a calendar (RFC 5545): one whole-day event for each duty that has an end and is not done. Pure. No name of a person stands in it. */
import { addDays, type Day } from '../kernel/calendar/day.ts'

export type Due = { readonly uid: string; readonly summary: string; readonly on: Day }

const escaped = (text: string) => text.replace(/[\\;,]/g, (c) => `\\${c}`).replace(/\r?\n/g, '\\n')
const plainDay = (day: string) => day.replaceAll('-', '')

/** Lines longer than 75 octets go on in the next, which begins with a space; no character is cut in two. */
export function folded(line: string): string {
  const pieces: string[] = []
  let piece = ''
  let octets = 0
  for (const char of line) {
    const size = Buffer.byteLength(char)
    if (octets + size > 75) {
      pieces.push(piece)
      piece = ' '
      octets = 1
    }
    piece += char
    octets += size
  }
  return [...pieces, piece].join('\r\n')
}

export function calendarOf(name: string, due: readonly Due[], at: Date): string {
  const stamp = `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Lianxin//Duties//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    ...due.flatMap((e) => [
      'BEGIN:VEVENT',
      `UID:${escaped(e.uid)}`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${plainDay(e.on)}`,
      `DTEND;VALUE=DATE:${plainDay(addDays(e.on, 1))}`,
      `SUMMARY:${escaped(e.summary)}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}
