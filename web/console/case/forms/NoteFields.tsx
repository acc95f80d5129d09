/** A note that may be left out; for an approval, what was asked stands above it. */
import { useSpeech } from '../../texts.ts'
import { Words } from '../fields/Words.tsx'
import { dayText } from '../when.ts'
import type { FieldsProps } from './form.ts'

export function NoteFields({ c, action }: FieldsProps) {
  const { t, language } = useSpeech()
  const asked = [...c.events].reverse().find((e) => e.type === 'askExtension')
  return (
    <>
      {action === 'approveExtension' && asked && c.askedUntil && (
        <blockquote className="form-quote">
          {t('case.asked-until', { day: dayText(language, c.askedUntil) })}
          <br />
          {asked.texts.reason}
        </blockquote>
      )}
      <Words name="note" label={t('case.field.note')} optional reader="desk" />
    </>
  )
}
