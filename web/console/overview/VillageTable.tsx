/** The villages with all their numbers, by name: each opens what it counts. */
import type { Overview } from '../api.ts'
import { nameIn, useSpeech } from '../texts.ts'
import { Figure } from './Figure.tsx'
import type { Opens } from './opens.ts'

export function VillageTable({ of, opens }: { of: Overview; opens: Opens }) {
  const { t, language } = useSpeech()
  const collator = new Intl.Collator(language === 'en' ? 'en' : 'zh-CN-u-co-pinyin')
  const rows = of.villages
    .map((v) => ({ ...v, id: v.village.id, name: nameIn(language, v.village) }))
    .sort((a, b) => collator.compare(a.name, b.name))
  return (
    <table className="numbers">
      <thead>
        <tr>
          <th scope="col">{t('overview.village')}</th>
          <th scope="col">{t('overview.open')}</th>
          <th scope="col">{t('overview.late')}</th>
          <th scope="col">{t('overview.fresh')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((v) => (
          <tr key={v.id}>
            <th scope="row">{v.name}</th>
            <td>
              <Figure n={v.open} filter={opens.village(v.id, 'all')} />
            </td>
            <td>
              <Figure n={v.late} filter={opens.village(v.id, 'late')} />
            </td>
            <td>
              <Figure n={v.fresh} filter={opens.fresh(v.id, of)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
