/** For each office and kind, who takes it: one choice for all where one person stands at all of them. */
import { Select } from 'antd'
import { useScheme } from '../parts/useScheme.ts'
import { useName, useT } from '../texts.ts'
import type { Group, Taking } from './queries.ts'

type Props = { groups: readonly Group[]; chosen: readonly Taking[]; onChange: (takings: Taking[]) => void }

const same = (a: Pick<Taking, 'kind' | 'orgId'>, b: Pick<Taking, 'kind' | 'orgId'>) =>
  a.kind === b.kind && a.orgId === b.orgId

export function Receivers({ groups, chosen, onChange }: Props) {
  const t = useT()
  const name = useName()
  const { word } = useScheme()
  const movable = groups.filter((g) => g.movable > 0)
  const choices = (group: Group) =>
    group.receivers.map((r) => ({ value: r.id, label: `${r.name} · ${word('roles', r.role)}` }))
  const everywhere = movable
    .slice(0, 1)
    .flatMap(choices)
    .filter(({ value }) => movable.every((g) => g.receivers.some((r) => r.id === value)))
  const give = (group: Group, toId: string | undefined) =>
    onChange([
      ...chosen.filter((c) => !same(c, group)),
      ...(toId ? [{ kind: group.kind, orgId: group.orgId, toId }] : []),
    ])
  const all = (toId: string) => onChange(movable.map((g) => ({ kind: g.kind, orgId: g.orgId, toId })))
  return (
    <section className="hand-over-groups">
      {movable.length > 1 && everywhere.length > 0 && (
        <div className="hand-over-group">
          <label htmlFor="hand-over-all">{t('standin.hand-over.all')}</label>
          <Select
            id="hand-over-all"
            value={null}
            onChange={(toId: string | null) => toId && all(toId)}
            placeholder={t('case.choose')}
            options={everywhere}
          />
        </div>
      )}
      {groups.map((group) => {
        const id = `hand-over-${group.kind}-${group.orgId}`
        return (
          <div key={id} className="hand-over-group">
            <label htmlFor={id}>
              {t(`standin.hand-over.kind.${group.kind}`, { org: name(group.org), n: group.n })}
            </label>
            {group.movable > 0 ? (
              <Select
                id={id}
                allowClear
                value={chosen.find((c) => same(c, group))?.toId ?? null}
                onChange={(toId: string | null) => give(group, toId ?? undefined)}
                placeholder={t(group.receivers.length ? 'case.choose' : 'standin.hand-over.nobody')}
                disabled={!group.receivers.length}
                options={choices(group)}
              />
            ) : (
              <span className="muted">{t('standin.hand-over.not-movable')}</span>
            )}
          </div>
        )
      })}
    </section>
  )
}
