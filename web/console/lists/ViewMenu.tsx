/** The views above the list: those everybody has, one's own, those shared by one's offices; and saving what is on show. */
import { lazy, Suspense, useState } from 'react'
import type { ListColumn } from '../../../src/cases/list-columns.ts'
import { type CaseFilter, readFilter } from '../cases/filter.ts'
import { Disclosure } from '../parts/Disclosure.tsx'
import { useName, useT } from '../texts.ts'
import { builtIn, builtIns, sameFilter } from './builtin.ts'
import { type SavedView, useViews } from './queries.ts'

const ViewsDialog = lazy(() => import('./ViewsDialog.tsx').then((m) => ({ default: m.ViewsDialog })))
const filterOf = (view: Pick<SavedView, 'filter'>) => readFilter(Object.fromEntries(new URLSearchParams(view.filter)))

type Props = {
  filter: CaseFilter
  columns: readonly ListColumn[]
  choose: (filter: CaseFilter, columns?: readonly ListColumn[]) => void
}

export function ViewMenu({ filter, columns, choose }: Props) {
  const t = useT()
  const name = useName()
  const views = useViews().data ?? []
  const [keeping, setKeeping] = useState(false)
  const usual = builtIns.find((b) => sameFilter(builtIn[b], filter))
  const saved = views.find((v) => sameFilter(filterOf(v), filter))
  const shown = usual ? t(`lists.view.${usual}`) : (saved?.name ?? t('lists.view.unsaved'))
  const item = (key: string, text: string, on: boolean, press: () => void, note?: string) => (
    <li key={key}>
      <button type="button" className="menu-item" aria-current={on || undefined} onClick={press}>
        {text}
        {note && <span className="muted">{note}</span>}
      </button>
    </li>
  )
  return (
    <>
      <Disclosure label={t('lists.view', { view: shown })}>
        {(close) => {
          const take = (next: CaseFilter, with_?: readonly ListColumn[]) => {
            choose(next, with_)
            close()
          }
          const group = (heading: string, list: readonly SavedView[]) =>
            list.length > 0 && (
              <>
                <h3>{heading}</h3>
                <ul>
                  {list.map((v) =>
                    item(
                      v.id,
                      v.name,
                      v.id === saved?.id,
                      () => take(filterOf(v), v.columns),
                      v.org ? name(v.org) : '',
                    ),
                  )}
                </ul>
              </>
            )
          return (
            <>
              <h3>{t('lists.views.usual')}</h3>
              <ul>{builtIns.map((b) => item(b, t(`lists.view.${b}`), b === usual, () => take(builtIn[b])))}</ul>
              {group(
                t('lists.views.mine'),
                views.filter((v) => v.mine),
              )}
              {group(
                t('lists.views.shared'),
                views.filter((v) => !v.mine),
              )}
              <button type="button" className="menu-item menu-foot" onClick={() => setKeeping(true)}>
                {t('lists.views.keep')}
              </button>
            </>
          )
        }}
      </Disclosure>
      {keeping && (
        <Suspense>
          <ViewsDialog filter={filter} columns={columns} views={views} onClose={() => setKeeping(false)} />
        </Suspense>
      )}
    </>
  )
}
