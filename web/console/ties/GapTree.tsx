/** The gaps as a tree of units with counts: one level at a time, the way back above it. */
import { Button } from 'antd'
import { useOrgs } from '../queries.ts'
import { useName, useT } from '../texts.ts'
import type { Gaps } from './queries.ts'

type Props = { units: Gaps['units']; under: string | undefined; choose: (id: string | undefined) => void }

export function GapTree({ units, under, choose }: Props) {
  const t = useT()
  const name = useName()
  const orgs = useOrgs().data ?? []
  const byId = new Map(orgs.map((o) => [o.id, o]))
  const counts = new Map(units.map((u) => [u.id, u]))
  const here = byId.get(under ?? '')
  const inside = orgs.filter((o) => counts.has(o.id))
  const children = here
    ? inside.filter((o) => o.parentId === here.id)
    : inside.filter((o) => !o.parentId || !counts.has(o.parentId))
  const above = here ? here.chain.slice(1).filter((id) => byId.has(id)) : []
  return (
    <nav aria-label={t('liaison.tree')} className="gap-tree">
      <h2>{here ? name(here) : t('liaison.tree')}</h2>
      {here && (
        <p className="gap-way">
          <Button size="small" onClick={() => choose(undefined)}>
            ← {t('liaison.tree.all')}
          </Button>
          {above.slice(0, -1).map((id) => (
            <Button key={id} size="small" onClick={() => choose(id)}>
              ← {name(byId.get(id))}
            </Button>
          ))}
        </p>
      )}
      <ul>
        {children.map((o) => {
          const n = counts.get(o.id) ?? { all: 0, lacking: 0 }
          return (
            <li key={o.id}>
              <button type="button" className="gap-unit" onClick={() => choose(o.id)}>
                <span>{name(o)}</span>
                <span className={n.lacking ? 'tag tag-late' : 'tag tag-in-time'}>
                  {n.lacking
                    ? t('liaison.tree.lacking', { n: n.lacking, all: n.all })
                    : t('liaison.tree.none', { all: n.all })}
                </span>
              </button>
            </li>
          )
        })}
      </ul>
      {children.length === 0 && <p className="muted">{t('liaison.tree.leaf')}</p>}
    </nav>
  )
}
