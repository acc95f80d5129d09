/** About an official or a unit: said on every row and page of those who may see it, with what it means. */
import { useT } from '../texts.ts'

export function ConfidentialTag() {
  const t = useT()
  return (
    <span className="tag tag-confidential" title={t('about.tag-title')}>
      {t('about.tag')}
    </span>
  )
}
