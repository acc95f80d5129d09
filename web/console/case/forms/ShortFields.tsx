/** Forms of one field or none: reflections, comments, and steps that need nothing. */
import { useT } from '../../texts.ts'
import { Words } from '../fields/Words.tsx'

export const NothingFields = () => null

export function ReflectionFields() {
  const t = useT()
  return (
    <Words
      name="words"
      label={t('case.field.reflection')}
      help={t('case.field.reflection-help')}
      reader="desk"
      max={2000}
      rows={5}
    />
  )
}

export function CommentFields() {
  const t = useT()
  return <Words name="words" label={t('case.comment')} reader="desk" max={2000} />
}
