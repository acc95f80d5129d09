/** The part of a sheet that every kind has — the unit, the day, a heading — and the kind's own fields under it. */
import { Form, Input, Select } from 'antd'
import { dayAhead } from '../case/when.ts'
import { useMe, useOrgs } from '../queries.ts'
import { useName, useT } from '../texts.ts'
import { FieldInput, FieldLabel } from './FieldInput.tsx'
import type { Refs } from './pickers.tsx'
import type { RecordKind } from './queries.ts'
import type { Sheet } from './sheet.ts'

/** Units for which I may write this kind: where I hold a post that fills it, and below. */
export function useUnitsFor(kind: RecordKind) {
  const posts = (useMe().data?.posts ?? []).filter((p) => kind.fills.includes(p.role)).map((p) => p.org.id)
  const orgs = useOrgs().data ?? []
  const mine = orgs.filter((o) => posts.includes(o.id))
  return [...mine, ...orgs.filter((o) => !posts.includes(o.id) && o.chain.some((id) => posts.includes(id)))]
}

type Props = { kind: RecordKind; refs?: Refs; village?: string | undefined; fixedOrg?: string }

export function SheetFields({ kind, refs = {}, village, fixedOrg }: Props) {
  const t = useT()
  const name = useName()
  const units = useUnitsFor(kind)
  const orgs = useOrgs().data ?? []
  const form = Form.useFormInstance<Sheet>()
  const org = Form.useWatch('orgId', form) ?? fixedOrg
  const from = Form.useWatch('onDay', form)
  const unit = orgs.find((o) => o.id === org)
  return (
    <>
      {!fixedOrg && (
        <Form.Item
          name="orgId"
          label={<FieldLabel name={t('records.sheet.org')} />}
          required
          rules={[{ required: true, message: t('case.needed') }]}
          hidden={units.length === 1}
        >
          <Select
            options={units.map((o) => ({ value: o.id, label: name(o) }))}
            showSearch={{ optionFilterProp: 'label' }}
          />
        </Form.Item>
      )}
      <div className="record-days">
        <Form.Item
          name="onDay"
          label={<FieldLabel name={t(kind.lasts === 'days' ? 'records.sheet.from' : 'records.sheet.day')} />}
          required
          rules={[{ required: true, message: t('case.needed') }]}
        >
          <Input type="date" max={dayAhead(0)} min={dayAhead(-366)} className="record-day" />
        </Form.Item>
        {kind.lasts === 'days' && (
          <Form.Item name="untilDay" label={<FieldLabel name={t('records.sheet.until')} optional />}>
            <Input type="date" max={dayAhead(0)} min={from} className="record-day" />
          </Form.Item>
        )}
      </div>
      <Form.Item
        name="title"
        label={<FieldLabel name={t('records.sheet.title')} hint={t('records.sheet.title-help')} optional />}
      >
        <Input maxLength={120} />
      </Form.Item>
      {kind.fields.map((field) => (
        <FieldInput
          key={field.code}
          field={field}
          around={{ org, village: village ?? (unit?.level === 'branch' ? unit.id : undefined), refs }}
        />
      ))}
      {kind.boardDays !== null && (
        <Form.Item
          name="boardUntil"
          label={
            <FieldLabel
              name={t('records.sheet.board')}
              hint={t('records.sheet.board-help', { n: kind.boardDays })}
              optional
            />
          }
        >
          <Input type="date" min={dayAhead(kind.boardDays - 1)} className="record-day" />
        </Form.Item>
      )}
    </>
  )
}
