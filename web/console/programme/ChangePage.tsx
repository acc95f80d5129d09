/** A file put in force: put in, checked, its changes looked at, applied. */
import { Page } from '../parts/Page.tsx'
import { useT } from '../texts.ts'
import './programme.css'
import { FileSteps } from './FileSteps.tsx'

export function ChangePage() {
  const t = useT()
  return (
    <Page title={t('programme.change.title')} note={t('programme.change.note')} className="programme">
      <FileSteps name="scheme-file" />
    </Page>
  )
}
