/** The address of my calendar: made, shown once, renewed, stopped. */
import { Button, Input, message } from 'antd'
import { useState } from 'react'
import { dayText } from '../case/when.ts'
import { Failed } from '../parts/Failed.tsx'
import { useSpeech } from '../texts.ts'
import { useChangeFeed, useFeed } from './queries.ts'

export function CalendarCard() {
  const { t, language } = useSpeech()
  const feed = useFeed()
  const { make, end } = useChangeFeed()
  const [address, setAddress] = useState('')
  const [say, holder] = message.useMessage()
  const since = feed.data?.since
  return (
    <section className="duty-calendar" aria-labelledby="duty-calendar">
      {holder}
      <h2 id="duty-calendar">{t('duties.calendar')}</h2>
      <p>{t('duties.calendar.note')}</p>
      {(make.error || end.error) && <Failed error={make.error ?? end.error} />}
      {address && (
        <div className="duty-address">
          <label htmlFor="duty-address">{t('duties.calendar.address')}</label>
          <span>
            <Input id="duty-address" value={address} readOnly onFocus={(e) => e.currentTarget.select()} />
            <Button
              onClick={() =>
                void navigator.clipboard.writeText(address).then(() => say.success(t('duties.calendar.copied')))
              }
            >
              {t('duties.calendar.copy')}
            </Button>
          </span>
        </div>
      )}
      {!address && since && <p>{t('duties.calendar.since', { day: dayText(language, since) })}</p>}
      <p className="duty-buttons">
        <Button
          loading={make.isPending}
          onClick={() => make.mutate(undefined, { onSuccess: ({ path }) => setAddress(window.location.origin + path) })}
        >
          {since || address ? t('duties.calendar.renew') : t('duties.calendar.make')}
        </Button>
        {(since || address) && (
          <Button
            loading={end.isPending}
            onClick={() =>
              end.mutate(undefined, {
                onSuccess: () => {
                  setAddress('')
                  say.success(t('duties.calendar.ended'))
                },
              })
            }
          >
            {t('duties.calendar.end')}
          </Button>
        )}
      </p>
    </section>
  )
}
