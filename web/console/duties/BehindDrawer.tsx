/** What stands behind a number: the records that count, or the ties that stand. */
import { Drawer } from 'antd'
import { dayText } from '../case/when.ts'
import { Empty } from '../parts/Empty.tsx'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { useSpeech } from '../texts.ts'
import { type DutyKey, useBehind } from './queries.ts'
import { lineOf, recordsAddress, spanText } from './words.ts'

export function BehindDrawer({ of, close }: { of: DutyKey | undefined; close: () => void }) {
  const { t, language } = useSpeech()
  const { data, error, refetch } = useBehind(of)
  return (
    <Drawer
      open={!!of}
      onClose={close}
      size={Math.min(520, window.innerWidth)}
      title={data ? `${data.subject} · ${data.duty.name}` : t('duties.behind-number')}
    >
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading rows={4} />}
      {data && (
        <div className="behind">
          <p className="duty-line">{lineOf(t, language, data.duty)}</p>
          <p className="muted">{spanText(t, language, data.duty)}</p>
          {data.duty.counts.length > 0 && (
            <>
              <h3>{t('duties.behind-number')}</h3>
              {data.records.length === 0 && data.hidden === 0 && (
                <Empty title={t('duties.records-none')} how={t('duties.records-none-how')} />
              )}
              <ul>
                {data.records.map((r) => (
                  <li key={r.id}>
                    <a href={`/desk/records/${r.id}`}>
                      {dayText(language, r.day)} {r.kindName}
                      {r.title && ` · ${r.title}`}
                    </a>
                  </li>
                ))}
              </ul>
              {data.hidden > 0 && <p className="muted">{t('duties.hidden', { n: data.hidden })}</p>}
              {data.more && <p className="muted">{t('duties.more')}</p>}
              <p>
                <a href={recordsAddress(data.duty)}>{t('duties.open-list')}</a>
              </p>
            </>
          )}
          {data.ties.length > 0 && (
            <>
              <h3>{t('duties.ties')}</h3>
              <ul>
                {data.ties.map((tie) => (
                  <li key={tie.id}>
                    {tie.with}{' '}
                    <span className="muted">{t('duties.tie-since', { day: dayText(language, tie.since) })}</span>
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
    </Drawer>
  )
}
