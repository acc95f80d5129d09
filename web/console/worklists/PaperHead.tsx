/** On paper: the title, who issues the list, of when it is, how many stand on it, who printed it and when. */
import { usePrintedAt } from '../parts/PrintMark.tsx'
import { useMe } from '../queries.ts'
import { useT } from '../texts.ts'

type Props = { title: string; issuer: string; period: string; n: number; shown: number }

export function PaperHead({ title, issuer, period, n, shown }: Props) {
  const t = useT()
  const by = useMe().data?.member.name ?? ''
  const at = usePrintedAt()
  return (
    <div className="paper-head" aria-hidden="true">
      <h1>{title}</h1>
      <p>{t('lists.paper.issuer', { org: issuer })}</p>
      <p>{t(shown < n ? 'lists.paper.part' : 'lists.paper.said', { period, n, shown, by, at })}</p>
    </div>
  )
}
