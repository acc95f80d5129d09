/** Words with photos: what a resident added and was heard, or a supervision note. */
import { useT } from '../../texts.ts'
import { Field } from '../fields/Field.tsx'
import { Files } from '../fields/Files.tsx'
import { Words } from '../fields/Words.tsx'
import type { FieldsProps } from './form.ts'

export function WordsFields({ action }: FieldsProps) {
  const t = useT()
  const heard = action === 'addHeard' || action === 'replyHeard'
  return (
    <>
      <Words
        name="words"
        label={t(`case.field.words.${action}`)}
        help={t(`case.field.words-help.${action}`)}
        reader={heard ? 'resident' : 'desk'}
        max={4000}
        rows={5}
      />
      <Field name="files" label={t('case.field.files')} optional>
        <Files roles={[heard ? 'request' : 'evidence']} />
      </Field>
    </>
  )
}
