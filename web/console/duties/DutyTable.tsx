/** Duties as a table of plain facts: whose, which, how far, until when. On a phone each row is a card. */
import { useSpeech } from '../texts.ts'
import { PaceBar } from './PaceBar.tsx'
import type { Duty } from './queries.ts'
import { Standing } from './Standing.tsx'
import { dueText, lineOf } from './words.ts'

export type Row = { key: string; who?: string; org?: string; duty: Duty }
type Props = { caption: string; rows: readonly Row[]; open: (d: Duty) => void }

export function DutyTable({ caption, rows, open }: Props) {
  const { t, language } = useSpeech()
  const people = rows.some((r) => r.who !== undefined)
  return (
    <table className="duty-table">
      <caption className="hidden">{caption}</caption>
      <thead>
        <tr>
          {people && <th scope="col">{t('duties.column.who')}</th>}
          <th scope="col">{t('duties.column.duty')}</th>
          <th scope="col">{t('duties.column.how-far')}</th>
          <th scope="col">{t('duties.column.due')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, who, org, duty }) => (
          <tr key={key}>
            {people && (
              <th scope="row">
                {who}
                {org && <span className="muted"> {org}</span>}
              </th>
            )}
            <td>
              {duty.name} <span className="muted">{t(`duties.tone.${duty.tone}`)}</span>
            </td>
            <td>
              <button type="button" className="duty-line" onClick={() => open(duty)}>
                {lineOf(t, language, duty)}
              </button>
              <PaceBar duty={duty} />
            </td>
            <td>
              <Standing of={duty} />
              <span className="muted"> {dueText(t, language, duty.to)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
