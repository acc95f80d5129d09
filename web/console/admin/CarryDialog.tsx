/** Moving a unit or joining it to another: where to, what goes along in figures, what it means; then it is done as it was shown. */
import { App, Checkbox, Select } from 'antd'
import { useState } from 'react'
import { AskDialog } from '../parts/AskDialog.tsx'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { useName, useT } from '../texts.ts'
import { type Carry, type Unit, useCarried, useCarry } from './queries.ts'
import { belowOf, pathOf } from './tree.ts'

type Props = { kind: Carry; unit: Unit; units: readonly Unit[]; done: () => void }
export function CarryDialog({ kind, unit, units, done }: Props) {
  const t = useT()
  const name = useName()
  const { message } = App.useApp()
  const [targetId, setTarget] = useState<string>()
  const [sure, setSure] = useState(false)
  const carried = useCarried(kind, unit.id, targetId)
  const carry = useCarry(kind)
  const byId = new Map(units.map((u) => [u.id, u]))
  const below = belowOf(units, unit.id)
  const fits = (u: Unit) =>
    !u.closedOn &&
    !below.has(u.id) &&
    (kind === 'move' ? u.mayHold.includes(unit.kind) && u.id !== unit.parentId : u.kind === unit.kind)
  const options = units
    .filter(fits)
    .map((u) => ({ value: u.id, label: pathOf(byId, u.id).slice(-2).map(name).join(' / ') }))
  const counts = carried.data?.counts
  const go = () =>
    targetId &&
    carried.data &&
    carry.mutate(
      { orgId: unit.id, targetId, token: carried.data.token },
      {
        onSuccess: () => {
          void message.success(t(`admin.orgs.${kind}.done`))
          done()
        },
        // somebody has been quicker: counted anew, nothing is to be chosen again
        onError: () => void carried.refetch(),
      },
    )
  return (
    <AskDialog
      title={t(`admin.orgs.${kind}.title`, { unit: name(unit) })}
      ok={t(`admin.orgs.${kind}.do`)}
      sending={carry}
      ready={carried.isSuccess && (kind !== 'join' || sure)}
      danger={kind === 'join'}
      width={560}
      send={go}
      close={done}
    >
      {options.length === 0 ? (
        <p>{t(`admin.orgs.${kind}.none`)}</p>
      ) : (
        <>
          <label htmlFor="carry-target">{t(`admin.orgs.${kind}.target`)}</label>
          <Select
            id="carry-target"
            showSearch={{ optionFilterProp: 'label' }}
            value={targetId}
            onChange={setTarget}
            options={options}
          />
        </>
      )}
      {targetId && carried.isPending && <Loading rows={2} />}
      {carried.isError && <Failed error={carried.error} retry={() => void carried.refetch()} />}
      {counts && (
        <p className="carried" role="status">
          {t('admin.orgs.carried', {
            units: counts.units,
            open: counts.openCases,
            ended: counts.endedCases,
            households: counts.households,
            posts: counts.posts,
          })}
        </p>
      )}
      <p className="muted">{t(`admin.orgs.${kind}.means`)}</p>
      {kind === 'join' && counts && (
        <Checkbox checked={sure} onChange={(e) => setSure(e.target.checked)}>
          {t('admin.orgs.join.sure')}
        </Checkbox>
      )}
    </AskDialog>
  )
}
