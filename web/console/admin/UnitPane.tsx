/** One unit: what it is, who stands there, what hangs on it, what has become of it, and what may be done. */
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { timeText } from '../case/when.ts'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { useScheme } from '../parts/useScheme.ts'
import { useName, useSpeech } from '../texts.ts'
import { CarryDialog } from './CarryDialog.tsx'
import { CloseDialog } from './CloseDialog.tsx'
import { dateText } from './date-text.ts'
import { type Unit, useUnit } from './queries.ts'
import { pathOf } from './tree.ts'
import { UnitDialog } from './UnitDialog.tsx'

type Props = { unit: Unit; units: readonly Unit[]; choose: (id: string | undefined) => void }
type Doing = 'add' | 'edit' | 'move' | 'join' | 'close'

export function UnitPane({ unit, units, choose }: Props) {
  const { t, language } = useSpeech()
  const name = useName()
  const { word } = useScheme()
  const one = useUnit(unit.id)
  const [doing, setDoing] = useState<Doing>()
  const byId = new Map(units.map((u) => [u.id, u]))
  const above = pathOf(byId, unit.parentId)
  const end = () => setDoing(undefined)
  const counts = one.data?.counts
  const may: Doing[] = unit.closedOn
    ? []
    : [
        ...(unit.mayHold.length ? (['add'] as const) : []),
        'edit',
        ...(unit.parentId ? (['move', 'join', 'close'] as const) : []),
      ]
  return (
    <section className="unit" aria-labelledby="unit-name">
      <p className="muted unit-path">{above.map(name).join(' / ')}</p>
      <h2 id="unit-name">{name(unit)}</h2>
      <p>
        {word('orgKinds', unit.kind)} · {t('admin.orgs.code')} <code>{unit.code}</code>
        {unit.closedOn && (
          <>
            {' '}
            <span className="tag tag-ended">
              ■ {t('admin.orgs.closed')} {dateText(language, unit.closedOn)}
            </span>
          </>
        )}
      </p>
      {unit.mergedInto && byId.has(unit.mergedInto) && (
        <p>
          <button type="button" className="link" onClick={() => choose(unit.mergedInto ?? undefined)}>
            {t('admin.orgs.into', { unit: name(byId.get(unit.mergedInto)) })}
          </button>
        </p>
      )}
      {(unit.phone || unit.address) && (
        <p className="muted">{[unit.phone, unit.address].filter(Boolean).join(' · ')}</p>
      )}
      {may.length > 0 && (
        <p className="measures">
          {may.map((what) => (
            <Button key={what} onClick={() => setDoing(what)} danger={what === 'close'}>
              {t(`admin.orgs.${what}`)}
            </Button>
          ))}
        </p>
      )}
      {one.isPending ? (
        <Loading rows={3} />
      ) : one.isError ? (
        <Failed error={one.error} retry={() => void one.refetch()} />
      ) : (
        <>
          {counts && (
            <p>
              {t('admin.orgs.counts', {
                open: counts.openCases,
                ended: counts.endedCases,
                households: counts.households,
                posts: counts.posts,
              })}
            </p>
          )}
          <h3>{t('admin.orgs.who')}</h3>
          {one.data.people.length === 0 ? (
            <p className="muted">{t('admin.orgs.nobody')}</p>
          ) : (
            <ul className="unit-people">
              {one.data.people.map((p) => (
                <li key={`${p.memberId} ${p.role}`}>
                  <Link to="/people" search={{ org: unit.id }}>
                    {p.name}
                  </Link>{' '}
                  {word('roles', p.role)}{' '}
                  <span className="muted">{t('admin.people.since', { from: dateText(language, p.startsOn) })}</span>
                </li>
              ))}
            </ul>
          )}
          <h3>{t('admin.orgs.history')}</h3>
          {one.data.history.length === 0 ? (
            <p className="muted">{t('admin.orgs.history.none')}</p>
          ) : (
            <ol className="unit-history">
              {one.data.history.map((h) => (
                <li key={`${h.at} ${h.kind}`}>
                  <time dateTime={h.at}>{timeText(language, h.at)}</time> <strong>{t(`admin.unit.${h.kind}`)}</strong>{' '}
                  {h.by && <span className="muted">{h.by}</span>}
                  <Detail kind={h.kind} data={h.data} named={(id) => name(byId.get(id))} />
                </li>
              ))}
            </ol>
          )}
        </>
      )}
      {(doing === 'add' || doing === 'edit') && <UnitDialog doing={doing} unit={unit} done={end} choose={choose} />}
      {(doing === 'move' || doing === 'join') && <CarryDialog kind={doing} unit={unit} units={units} done={end} />}
      {doing === 'close' && <CloseDialog unit={unit} done={end} />}
    </section>
  )
}

type DetailProps = { kind: string; data: Record<string, unknown>; named: (id: string) => string }
/** From what to what: superiors by name, details word by word. */
function Detail({ kind, data, named }: DetailProps) {
  const { t } = useSpeech()
  const said = (value: unknown) => (value ? String(value) : t('admin.unit.nothing'))
  const pairs =
    kind === 'moved'
      ? [[named(String(data.from)), named(String(data.to))]]
      : kind === 'joined'
        ? [['', named(String(data.to))]]
        : kind === 'changed'
          ? Object.entries(data.to as Record<string, unknown>).map(([key, to]) => [
              said((data.from as Record<string, unknown>)[key]),
              said(to),
            ])
          : []
  return pairs.map(([from, to]) => (
    <span key={`${from} ${to}`} className="under">
      {from ? t('admin.unit.from-to', { from, to: to ?? '' }) : t('admin.orgs.into', { unit: to ?? '' })}
    </span>
  ))
}
