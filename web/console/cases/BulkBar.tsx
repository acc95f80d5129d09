/** What is chosen, and what can be done with all of it at once. */
import { lazy, Suspense, useState } from 'react'
import type { BulkAction } from '../../../src/cases/bulk-actions.ts'
import { bulkActions, mostAtOnce } from '../../../src/cases/bulk-actions.ts'
import { stepOf } from '../case/actions.ts'
import { useMay } from '../queries.ts'
import { useT } from '../texts.ts'
import type { CaseFilter } from './filter.ts'
import type { Selection } from './useSelection.ts'

const BulkDrawer = lazy(() => import('../bulk/BulkDrawer.tsx').then((m) => ({ default: m.BulkDrawer })))

type Props = { selection: Selection; loaded: number; total: number | undefined; filter: CaseFilter }

export function BulkBar({ selection, loaded, total, filter }: Props) {
  const t = useT()
  const may = useMay()
  const [action, setAction] = useState<BulkAction>()
  const { chosen, whole, all, clear } = selection
  const n = whole ? (total ?? loaded) : chosen.size
  if (n === 0 && !action) return null
  const tooMany = n > mostAtOnce
  return (
    <section className="bulk-bar" aria-label={t('lists.bulk')}>
      <strong role="status">{t('lists.bulk.chosen', { n })}</strong>
      {!whole && chosen.size === loaded && total !== undefined && total > loaded && (
        <button type="button" className="link-button" onClick={all}>
          {t('lists.bulk.all', { n: total })}
        </button>
      )}
      <button type="button" className="link-button" onClick={clear}>
        {t('lists.bulk.clear')}
      </button>
      <span className="bulk-actions">
        {bulkActions
          .filter((a) => may(stepOf[a].by))
          .map((a) => (
            <button key={a} type="button" className="plain-button" disabled={tooMany} onClick={() => setAction(a)}>
              {t(`words.action.${a}`)}
            </button>
          ))}
      </span>
      {tooMany && <span className="tag tag-due-soon">{t('lists.bulk.most', { most: mostAtOnce })}</span>}
      {action && (
        <Suspense>
          <BulkDrawer
            action={action}
            of={whole ? { filter } : { ids: [...chosen] }}
            onClose={(done) => {
              setAction(undefined)
              if (done) clear()
            }}
          />
        </Suspense>
      )}
    </section>
  )
}
