/** No such address: what to do instead. */
import { Link } from '@tanstack/react-router'
import { useT } from '../texts.ts'
import { Page } from './Page.tsx'

export function NotFoundPage() {
  const t = useT()
  return (
    <main className="lone">
      <Page title={t('desk.not-found.title')}>
        <p>{t('desk.not-found.how')}</p>
        <p>
          <Link to="/">{t('desk.not-found.home')}</Link>
        </p>
      </Page>
    </main>
  )
}
