/** Where it stands, as shape and sentence: the second thing one reads, after the words themselves. */
import type { CaseView } from '../api.ts'
import { shapeOf } from '../parts/Clock.tsx'
import { useName, useSpeech } from '../texts.ts'
import { standWords } from './stand-words.ts'

export function CaseStand({ c }: { c: CaseView }) {
  const { t, language } = useSpeech()
  const name = useName()
  return (
    <p className={`case-stand clock-${c.colour}`}>
      <span aria-hidden="true">{shapeOf[c.colour]}</span>
      <span className="hidden">{t(`words.colour.${c.colour}`)} </span> {standWords(t, language, c, name)}
    </p>
  )
}
