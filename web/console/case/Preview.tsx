/** What the resident will read, before it is sent. */
import { useT } from '../texts.ts'

type Props = { lead: string; words: string; after?: string }

export function Preview({ lead, words, after }: Props) {
  const t = useT()
  return (
    <section className="preview" aria-label={t('case.preview')}>
      <h4>{t('case.preview')}</h4>
      <p>{lead}</p>
      <p className="case-said">{words}</p>
      {after && <p>{after}</p>}
    </section>
  )
}
