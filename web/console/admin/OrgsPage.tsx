/** Units: the tree on the left, on the right the one chosen, with what may be done about it. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Checkbox, Input, Tree } from 'antd'
import { type Key, useMemo, useState } from 'react'
import { drop } from '../parts/drop.ts'
import { Empty } from '../parts/Empty.tsx'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { Page } from '../parts/Page.tsx'
import { useWide } from '../parts/useWide.ts'
import { useName, useT } from '../texts.ts'
import './admin.css'
import { type Unit, useUnits } from './queries.ts'
import { type Branch, search as find, treeOf } from './tree.ts'
import { UnitPane } from './UnitPane.tsx'

const route = getRouteApi('/desk/orgs')

export function OrgsPage() {
  const t = useT()
  const { unit: chosen } = route.useSearch()
  const navigate = useNavigate()
  const units = useUnits()
  const all = units.data ?? []
  const unit = all.find((u) => u.id === chosen)
  const choose = (id: string | undefined) =>
    void navigate({ to: '/orgs', search: drop({ unit: id }), replace: true, resetScroll: false })
  return (
    <Page title={t('admin.orgs')} note={t('admin.orgs.note')} className="orgs">
      {units.isPending ? (
        <Loading />
      ) : units.isError ? (
        <Failed error={units.error} retry={() => void units.refetch()} />
      ) : (
        <div className="orgs-panes">
          <UnitTree units={all} chosen={chosen} choose={choose} />
          <div className="orgs-pane">
            {unit ? (
              <UnitPane key={unit.id} unit={unit} units={all} choose={choose} />
            ) : (
              <Empty title={t('admin.orgs.choose')} how={t('admin.orgs.choose.how')} />
            )}
          </div>
        </div>
      )}
    </Page>
  )
}

type Props = { units: readonly Unit[]; chosen: string | undefined; choose: (id: string | undefined) => void }
function UnitTree({ units, chosen, choose }: Props) {
  const t = useT()
  const name = useName()
  const wide = useWide(900)
  const [q, setQ] = useState('')
  const [closed, setClosed] = useState(false)
  const whole = useMemo(() => treeOf(units, closed), [units, closed])
  const [opened, setOpened] = useState<Key[]>(() => whole.map((b) => b.unit.id))
  const { tree, open } = useMemo(() => find(whole, q), [whole, q])
  const node = ({ unit, children }: Branch): object => ({
    key: unit.id,
    title: (
      <span className={unit.closedOn ? 'orgs-node closed' : 'orgs-node'}>
        {name(unit)}
        <span className="muted">
          {unit.closedOn
            ? ` ${t('admin.orgs.closed')}`
            : unit.posts > 0 && ` ${t('admin.orgs.posts', { n: unit.posts })}`}
        </span>
      </span>
    ),
    children: children.map(node),
  })
  return (
    <div className="orgs-tree">
      <Input.Search
        allowClear
        value={q}
        onChange={(e) => setQ(e.target.value)}
        placeholder={t('admin.orgs.search')}
        aria-label={t('admin.orgs.search')}
      />
      <Checkbox checked={closed} onChange={(e) => setClosed(e.target.checked)}>
        {t('admin.orgs.show-closed')}
      </Checkbox>
      {tree.length ? (
        <Tree
          aria-label={t('admin.orgs.tree')}
          blockNode
          // a county of nine hundred units: only what is seen is drawn
          height={wide ? 560 : 320}
          itemHeight={wide ? 32 : 44}
          treeData={tree.map(node) as never}
          expandedKeys={q ? open : opened}
          onExpand={(keys) => !q && setOpened(keys)}
          selectedKeys={chosen ? [chosen] : []}
          onSelect={([id]) => choose(id ? String(id) : undefined)}
        />
      ) : (
        <Empty title={t('admin.orgs.none')} how={t('admin.orgs.how')} />
      )}
    </div>
  )
}
