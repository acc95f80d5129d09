/** Who is left out, in the order of the tree. Households by group and number. */
import { Button, Drawer } from 'antd'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { useT } from '../texts.ts'
import { useMissing, type WhichTest } from './queries.ts'

export function MissingDrawer({ which, close }: { which: WhichTest; close: () => void }) {
  const t = useT()
  const { data, error, refetch } = useMissing(which)
  const byOrg = Map.groupBy(data?.items ?? [], (i) => i.org)
  return (
    <Drawer open onClose={close} size={Math.min(520, window.innerWidth)} title={t('duties.missing')}>
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading rows={6} />}
      <div className="missing">
        {/* inside, so that a list longer than the screen can be reached by key */}
        <Button onClick={() => window.print()}>{t('duties.print')}</Button>
        {[...byOrg].map(([org, items]) => (
          <section key={org}>
            <h3>{org}</h3>
            <ul>
              {items.map((i) => (
                <li key={i.id}>{i.name}</li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      {data && data.total > data.items.length && <p className="muted">{t('duties.missing-more', { n: data.total })}</p>}
    </Drawer>
  )
}
