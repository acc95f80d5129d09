/** The working-day calendar: until when it is known, what has been imported; whoever may, puts the next notice in. */
import { dayText } from '../case/when.ts'
import { Failed } from '../parts/Failed.tsx'
import { useCalendar, useMay } from '../queries.ts'
import { useSpeech } from '../texts.ts'
import { CalendarImport } from './CalendarImport.tsx'

export function CalendarSection() {
  const { t, language } = useSpeech()
  const may = useMay()
  const calendar = useCalendar()
  const known = calendar.data
  return (
    <section id="calendar" className="calendar">
      <h2>{t('time.calendar')}</h2>
      {calendar.isError && <Failed error={calendar.error} retry={() => void calendar.refetch()} />}
      {known && (
        <>
          <p>{t('time.calendar.known', { year: known.lastKnownYear })}</p>
          {known.endsSoon && (
            <p className="calendar-soon">
              <span aria-hidden="true">◐</span> {t('time.calendar.ends-soon', { year: known.lastKnownYear + 1 })}
            </p>
          )}
          {known.provisional > 0 && <p className="muted">{t('time.calendar.provisional', { n: known.provisional })}</p>}
          {known.imported.length > 0 && (
            <ul className="calendar-imported">
              {known.imported.map((one) => (
                <li key={one.year}>
                  <strong>{one.year}</strong> {one.source}{' '}
                  <span className="muted">{t('time.calendar.imported', { day: dayText(language, one.at) })}</span>
                </li>
              ))}
            </ul>
          )}
          {may('calendar.manage') ? (
            <CalendarImport next={known.lastKnownYear + 1} provisional={known.provisional} />
          ) : (
            <p className="muted">{t('time.calendar.who')}</p>
          )}
        </>
      )}
    </section>
  )
}
