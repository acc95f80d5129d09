/** The same problem told twice: choose the request it joins, among the open ones of the village, or by its number. */
import { Input } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useCases } from '../../queries.ts'
import { useSpeech } from '../../texts.ts'
import { Field } from '../fields/Field.tsx'
import { dayText } from '../when.ts'
import type { FieldsProps } from './form.ts'

export function LinkFields({ c }: FieldsProps) {
  const { t } = useSpeech()
  return (
    <Field name="leadNumber" label={t('case.field.lead')} help={t('case.field.lead-help')}>
      <LeadChoice villageId={c.village.id} self={c.id} />
    </Field>
  )
}

type Props = { villageId: string; self: string; value?: string; onChange?: (number: string) => void; id?: string }

function LeadChoice({ villageId, self, value = '', onChange, id }: Props) {
  const { t, language } = useSpeech()
  const [words, setWords] = useState('')
  const wanted = useDeferredValue(words.trim())
  const { data } = useCases({ village: villageId, open: 'true', ...(wanted && { words: wanted }) })
  // an answered or a joined request leads no other
  const leads = (data?.pages[0]?.items ?? []).filter((o) => o.id !== self && !['answered', 'linked'].includes(o.state))
  return (
    <div className="lead">
      <Input
        id={id}
        value={value}
        onChange={(e) => onChange?.(e.target.value)}
        placeholder="LX-2611-0427"
        maxLength={24}
      />
      <Input.Search
        value={words}
        onChange={(e) => setWords(e.target.value)}
        placeholder={t('case.lead-search')}
        aria-label={t('case.lead-search')}
        allowClear
      />
      <ul className="lead-list">
        {leads.slice(0, 20).map((o) => (
          <li key={o.id}>
            <label className="choice">
              <input
                type="radio"
                name={`lead-${self}`}
                checked={value === o.number}
                onChange={() => onChange?.(o.number)}
              />
              <span>
                {o.title ?? o.opening}
                <small>{[o.number, dayText(language, o.registeredAt), t(`words.state.${o.state}`)].join(' · ')}</small>
              </span>
            </label>
          </li>
        ))}
      </ul>
      {leads.length === 0 && <p className="case-muted">{t('case.lead-none')}</p>}
    </div>
  )
}
