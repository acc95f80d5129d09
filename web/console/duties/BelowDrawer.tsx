/** Those behind a number of the tree, in order of unit and name; each opens the records behind their own. */
import { Drawer } from 'antd'
import { useState } from 'react'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { useT } from '../texts.ts'
import { BehindDrawer } from './BehindDrawer.tsx'
import { DutyTable } from './DutyTable.tsx'
import { type Below, type Duty, keyOf, useBelow } from './queries.ts'

export function BelowDrawer({ which, close }: { which: Below; close: () => void }) {
  const t = useT()
  const { data, error, refetch } = useBelow(which)
  const [shown, setShown] = useState<Duty>()
  const title = data?.items[0]?.duty.name ?? t('duties.coverage.duties')
  return (
    <Drawer open onClose={close} size={Math.min(760, window.innerWidth)} title={title}>
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading rows={6} />}
      {data?.items.length === 0 && <p>{t('duties.below-none')}</p>}
      {data && data.items.length > 0 && (
        <DutyTable
          caption={title}
          rows={data.items.map((i) => ({
            key: i.id,
            who: i.name,
            ...(i.org !== i.name && { org: i.org }),
            duty: i.duty,
          }))}
          open={setShown}
        />
      )}
      {data?.more && <p className="muted">{t('duties.below-more')}</p>}
      <BehindDrawer of={shown && keyOf(shown)} close={() => setShown(undefined)} />
    </Drawer>
  )
}
