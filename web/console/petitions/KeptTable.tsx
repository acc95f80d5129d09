/** Which statutory times were kept: of how many, in time, late, still running. */
import type { OwedClock } from '../../../src/cases/vocabulary.ts'
import { useT } from '../texts.ts'

type Kept = { clock: OwedClock; of?: number; inTime?: number; late?: number; running?: number }
const columns = ['of', 'inTime', 'late', 'running'] as const
const heading = { of: 'of', inTime: 'in-time', late: 'late', running: 'running' } as const

export function KeptTable({ rows }: { rows: readonly Kept[] }) {
  const t = useT()
  return (
    <table className="numbers petition-kept">
      <caption className="hidden">{t('petition.page.clocks')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('petition.page.clocks')}</th>
          {columns.map((c) => (
            <th key={c} scope="col">
              {t(`petition.page.${heading[c]}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows
          .filter((r) => r.of)
          .map((r) => (
            <tr key={r.clock}>
              <th scope="row">{t(`petition.clock.${r.clock}`)}</th>
              {columns.map((c) => (
                <td key={c}>{r[c] ?? 0}</td>
              ))}
            </tr>
          ))}
      </tbody>
    </table>
  )
}
