/** What went wrong in the reader's words, and the way on. */
import { Button } from 'antd'
import { Problem } from '../api.ts'
import { useT } from '../texts.ts'

export function Failed({ error, retry }: { error: unknown; retry?: () => void }) {
  const t = useT()
  const problem = error instanceof Problem ? error : undefined
  return (
    <div className="failed" role="alert">
      <p className="failed-title">▲ {problem?.title ?? t('desk.failed')}</p>
      {problem?.reference && <p>{t('desk.failed.reference', { reference: problem.reference })}</p>}
      {retry && (
        <Button onClick={retry} style={{ marginTop: 8 }}>
          {t('desk.retry')}
        </Button>
      )}
    </div>
  )
}
