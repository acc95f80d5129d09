/** A page that could not be drawn: the words of the refusal, and again. */
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { useT } from '../texts.ts'
import { Failed } from './Failed.tsx'
import { Page } from './Page.tsx'

/** Inside the shell, where a page would be. */
export function ErrorInPage({ error, reset }: ErrorComponentProps) {
  const t = useT()
  const router = useRouter()
  const again = () => {
    reset()
    void router.invalidate()
  }
  return (
    <Page title={t('desk.error.title')}>
      <Failed error={error} retry={again} />
    </Page>
  )
}

/** Alone, when there is no shell to stand in. */
export const ErrorPage = (props: ErrorComponentProps) => (
  <main className="lone">
    <ErrorInPage {...props} />
  </main>
)
