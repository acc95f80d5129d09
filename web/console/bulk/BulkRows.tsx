/** Row by row: where it stands, where it will stand, or why not; afterwards what came of it. Those that will not, first. */

import { dayText } from '../case/when.ts'
import type { BulkPreviewed, BulkRow } from '../lists/queries.ts'
import { useName, useSpeech } from '../texts.ts'

const columns = ['number', 'words', 'from', 'after', 'due'] as const
const toneOf = { done: 'in-time', refused: 'ended', changed: 'due-soon', failed: 'late' } as const

type Props = { rows: BulkPreviewed['rows']; results: ReadonlyMap<string, BulkRow> }

export function BulkRows({ rows, results }: Props) {
  const { t, language } = useSpeech()
  const name = useName()
  const sorted = [...rows].sort((a, b) => Number(!!a.after) - Number(!!b.after))
  return (
    <table className="cases bulk-rows">
      <thead>
        <tr>
          {columns.map((c) => (
            <th key={c} scope="col">
              {t(`lists.bulk.column.${c}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sorted.map((r) => {
          const told = results.get(r.id)
          const why = told ? told.refused : r.refused
          return (
            <tr key={r.id}>
              <td className="col-number">{r.number}</td>
              <th scope="row" className="bulk-words">
                {r.opening}
              </th>
              <td>{t(`words.state.${r.from}`)}</td>
              {r.after && !why ? (
                <>
                  <td>
                    {told && (
                      <span className={`tag tag-${toneOf[told.result]}`}>{t(`lists.bulk.result.${told.result}`)} </span>
                    )}
                    {t(`words.state.${r.after.state}`)}
                    <span className="muted">{[name(r.after.holder), r.after.person].filter(Boolean).join(' ')}</span>
                  </td>
                  <td>{r.after.dueAt ? dayText(language, r.after.dueAt) : ''}</td>
                </>
              ) : (
                <td colSpan={2}>
                  <span className={`tag tag-${told ? toneOf[told.result] : 'ended'}`}>
                    {t(`lists.bulk.result.${told?.result ?? 'refused'}`)}
                  </span>{' '}
                  {why?.text}
                </td>
              )}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
