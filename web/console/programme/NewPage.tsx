/** A first file from questions. What comes out is the file itself, shown in full, to change, take along, check and apply. */
import { Button } from 'antd'
import { forgetDraft, useDraft } from '../case/draft.ts'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { Page } from '../parts/Page.tsx'
import { useT } from '../texts.ts'
import './programme.css'
import { FileSteps } from './FileSteps.tsx'
import { FileText } from './FileText.tsx'
import { Questions } from './Questions.tsx'
import { useDraftFile, useKnown } from './queries.ts'

const place = 'scheme-new-file'

export function NewPage() {
  const t = useT()
  const known = useKnown()
  const make = useDraftFile()
  const [made, setMade] = useDraft<{ code: string; source: string } | null>('scheme-made', null)
  return (
    <Page title={t('programme.new.title')} note={t('programme.new.note')} className="programme">
      {made ? (
        <>
          <section className="scheme">
            <h2>{t('programme.new.made')}</h2>
            <p>{t('programme.new.made.note')}</p>
            <FileText code={made.code} text={made.source} />
            <p>
              <Button onClick={() => setMade(null)}>{t('programme.new.again')}</Button>
            </p>
          </section>
          <FileSteps name={place} first={made.source} applied={() => forgetDraft('scheme-made')} />
        </>
      ) : known.isPending ? (
        <Loading />
      ) : known.isError ? (
        <Failed error={known.error} retry={() => void known.refetch()} />
      ) : (
        <Questions
          known={known.data}
          making={make}
          make={(answers) =>
            make.mutate(answers, {
              onSuccess: ({ source }) => {
                // another file: what was changed in the one before is not carried over
                forgetDraft(place)
                setMade({ code: answers.code, source })
              },
            })
          }
        />
      )}
    </Page>
  )
}
