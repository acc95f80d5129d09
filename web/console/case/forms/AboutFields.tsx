/** About an official or a unit: whom, and what makes one think so. Only those who see the case read it. */
import { useT } from '../../texts.ts'
import { AboutWhom } from '../fields/AboutWhom.tsx'
import { Words } from '../fields/Words.tsx'
import type { FieldsProps } from './form.ts'

export function AboutFields({ c, action }: FieldsProps) {
  const t = useT()
  const which = action === 'passToDiscipline' ? 'top' : action === 'markAboutEnded' ? 'all' : 'below'
  return (
    <>
      <AboutWhom near={[c.village.id, c.holder?.id, c.lead?.id]} which={which} />
      <Words name="reason" label={t('about.reason')} help={t('about.reason-help')} reader="desk" />
    </>
  )
}
