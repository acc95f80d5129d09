/** Units, villages, categories or levels side by side: by name, never ranked, intervals drawn; or the same as a table. */
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { rates } from '../../../src/assessment/vocabulary.ts'
import type { Figure, Figures } from '../api.ts'
import { useName, useT } from '../texts.ts'
import { opens, type Where } from './parts.ts'
import { Whisker } from './Whisker.tsx'

type Group = Figures['groups'][number]
type Props = { of: Figures; where: Where; sort: string | undefined; onSort: (sort: string | undefined) => void }

/** Sorted by a rate, those with too small a base stand after all others, by name: chance would place them anywhere. */
export function sorted(groups: readonly Group[], sort: string | undefined): Group[] {
  const i = (rates as readonly (string | undefined)[]).indexOf(sort)
  if (i < 0) return [...groups]
  const value = (g: Group) => (g.figures[i]?.comparable ? (g.figures[i]?.rate ?? -1) : -1)
  return [...groups].sort((a, b) => value(b) - value(a))
}

export function Groups({ of, where, sort, onSort }: Props) {
  const t = useT()
  const name = useName()
  const [asTable, setAsTable] = useState(false)
  const by = t(`figures.by.${of.by}`)
  const rows = sorted(of.groups, sort)
  const allSmall = (g: Group) => g.figures.every((f) => !f.comparable)
  const called = (g: Group) => name(g) || t('figures.unsorted')
  const whereOf = (g: Group): Where => (of.by === 'unit' && g.key ? { ...where, unit: g.key } : where)
  const filterOf = (g: Group, f: Figure) => {
    if (of.by === 'level' || (of.by === 'category' && !g.key)) return undefined
    const filter = opens(f.formula, 'base', whereOf(g))
    if (!filter || !g.key || of.by === 'unit') return filter
    return of.by === 'village' ? { ...filter, village: g.key } : { ...filter, category: g.key }
  }
  const base = (g: Group, f: Figure) => {
    const words = t('figures.of', { numerator: f.numerator, denominator: f.denominator })
    const filter = filterOf(g, f)
    return filter && f.denominator > 0 ? (
      <Link to="/cases" search={filter}>
        {words}
      </Link>
    ) : (
      words
    )
  }
  const heading = (key: string | undefined, label: string) => (
    <th key={label} scope="col" aria-sort={sort === key ? (key ? 'descending' : 'ascending') : 'none'}>
      <button
        type="button"
        className="plain-button"
        onClick={() => onSort(key)}
        title={t('figures.groups.sort', { what: label })}
      >
        {label}
        <span aria-hidden="true">{sort === key ? ' ▾' : ''}</span>
      </button>
    </th>
  )
  return (
    <section className="groups">
      <header>
        <h2>{t('figures.groups', { by })}</h2>
        <button type="button" className="plain-button" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {t('figures.as-table')}
        </button>
      </header>
      <p className="muted">{t('figures.groups.note', { n: of.minBase })}</p>
      <table className={asTable ? 'numbers groups-numbers' : 'groups-whiskers'}>
        <thead>
          <tr>
            {heading(undefined, by)}
            {rates.map((rate) => heading(rate, t(`figures.name.${rate}`)))}
          </tr>
        </thead>
        <tbody>
          {rows.map((g) => (
            <tr key={g.key ?? '-'}>
              <th scope="row">
                {called(g)}
                {allSmall(g) && <small className="muted">{t('figures.small-base')}</small>}
              </th>
              {g.figures.map((f) => (
                <td
                  key={f.formula}
                  className={f.comparable ? undefined : 'not-comparable'}
                  data-name={t(`figures.name.${f.formula}`)}
                >
                  {!asTable && <Whisker of={f} />}
                  <span className="group-n">
                    <b>{f.percent === null ? '–' : `${f.percent} %`}</b> {base(g, f)}
                    {asTable && f.percent !== null && (
                      <span className="muted">
                        {' '}
                        · {t('figures.interval.said', { low: f.lowPercent ?? 0, high: f.highPercent ?? 0 })}
                      </span>
                    )}
                  </span>
                  {!f.comparable && f.denominator > 0 && !allSmall(g) && <small>{t('figures.small-base')}</small>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
