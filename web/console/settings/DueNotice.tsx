/** What must be put in order before anything else opens, on top of the settings: the only page there is until then. */
import { useMe } from '../queries.ts'
import { useT } from '../texts.ts'

export function DueNotice() {
  const t = useT()
  const due = useMe().data?.due
  if (!due) return null
  return (
    <div className="first-of-all" role="alert">
      <strong>{t(`officers.due.${due}`)}</strong>
      {t('officers.due.how')}
    </div>
  )
}
