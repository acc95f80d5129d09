/** The written notice of article 23: a draft from what is known, made one's own. */
import { useT } from '../../texts.ts'
import { Words } from '../fields/Words.tsx'
import { Tick } from './Ticks.tsx'

export function TellFields() {
  const t = useT()
  return (
    <>
      <Words
        name="notice"
        label={t('petition.field.notice')}
        help={t('petition.field.notice-help')}
        reader="resident"
        max={2000}
        rows={6}
      />
      <Tick name="onTheSpot" label={t('petition.field.on-the-spot')} />
    </>
  )
}
