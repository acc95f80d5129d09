/** The period figures are of: one of the usual, or days of one's own, which begin as those on show. */
import { DatePicker, Select } from 'antd'
import dayjs from 'dayjs'
import { useT } from '../texts.ts'
import { type Period, periods, type Span } from './period.ts'

type Chosen = { period?: Period; from: string | undefined; to: string | undefined }
type Props = { period: Period; span: Span; choose: (chosen: Chosen) => void }

export function PeriodChoice({ period, span, choose }: Props) {
  const t = useT()
  return (
    <>
      <Select
        value={period}
        onChange={(value) =>
          choose(value === 'custom' ? { period: value, ...span } : { period: value, from: undefined, to: undefined })
        }
        options={periods.map((p) => ({ value: p, label: t(`figures.period.${p}`) }))}
        aria-label={t('figures.period')}
        popupMatchSelectWidth={false}
      />
      {period === 'custom' && (
        <DatePicker.RangePicker
          allowClear={false}
          value={[dayjs(span.from), dayjs(span.to)]}
          onChange={(range) => choose({ from: range?.[0]?.format('YYYY-MM-DD'), to: range?.[1]?.format('YYYY-MM-DD') })}
          aria-label={t('figures.period')}
        />
      )}
    </>
  )
}
