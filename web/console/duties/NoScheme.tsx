/** No scheme runs: what would be here, and who can change that. */
import { Empty } from '../parts/Empty.tsx'
import { useMay } from '../queries.ts'
import { useT } from '../texts.ts'

export function NoScheme() {
  const t = useT()
  const may = useMay()
  return (
    <Empty title={t('duties.none-running')} how={t('duties.none-running-how')}>
      {may('programme.manage') ? (
        <a href="/desk/programme">{t('duties.open-programme')}</a>
      ) : (
        <p>{t('duties.none-running-ask')}</p>
      )}
    </Empty>
  )
}
