/** The few parts pages are made of: fields with their label, help and error; buttons; phones. */
import type { Child } from 'hono/jsx'
import type { Form } from './form.ts'
import type { Visit } from './visit.ts'

export const fieldId = (name: string) => `f-${name}`

/** On top of the page, first in focus: each line leads to its field and says how to put it right. */
export const ErrorSummary = ({ v, form }: { v: Visit; form: Form }) => (
  <div class="summary" role="alert" tabindex={-1} autofocus>
    <h2>{v.t('frame.put-right')}</h2>
    {form.general && <p>{form.general}</p>}
    {form.errors.length > 0 && (
      <ul>
        {form.errors.map((e) => (
          <li>
            <a href={`#${fieldId(e.path)}`}>{e.message}</a>
          </li>
        ))}
      </ul>
    )}
  </div>
)

type FieldProps = {
  form: Form
  name: string
  label: string
  hint?: string
  before?: string | undefined
  rows?: number
  type?: 'text' | 'tel' | 'code' | 'number'
  autocomplete?: string
  max?: number
}

const describedBy = (name: string, hint: unknown, error: unknown) =>
  [hint && `h-${name}`, error && `e-${name}`].filter(Boolean).join(' ') || undefined

export const Field = ({ form, name, label, hint, before, rows, type = 'text', autocomplete, max }: FieldProps) => {
  const error = form.error(name)
  const shared = {
    id: fieldId(name),
    name,
    'aria-describedby': describedBy(name, hint, error),
    'aria-invalid': error ? ('true' as const) : undefined,
    maxlength: max,
    autocomplete: autocomplete ?? 'off',
  }
  const value = form.value(name, before)
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for={fieldId(name)}>{label}</label>
      <FieldNotes name={name} hint={hint} error={error} />
      {rows ? (
        // a line end right after the tag would be swallowed: one is written for it to swallow
        <textarea rows={rows} {...shared}>{`\n${value}`}</textarea>
      ) : (
        <input
          type={type === 'tel' ? 'tel' : 'text'}
          inputmode={type === 'tel' ? 'tel' : type === 'code' ? 'numeric' : undefined}
          class={type === 'text' ? undefined : 'short'}
          value={value}
          {...shared}
        />
      )}
    </div>
  )
}

export const FieldNotes = ({ name, hint, error }: { name: string; hint?: Child; error?: string | undefined }) => (
  <>
    {hint && (
      <span class="hint" id={`h-${name}`}>
        {hint}
      </span>
    )}
    {error && (
      <span class="error" id={`e-${name}`}>
        {error}
      </span>
    )}
  </>
)

type Choice = { value: string; label: string; hint?: string; under?: Child }
type ChoicesProps = {
  form: Form
  name: string
  legend: string
  hint?: string
  choices: readonly Choice[]
  before?: string | undefined
}

export const Choices = ({ form, name, legend, hint, choices, before }: ChoicesProps) => {
  const error = form.error(name)
  const chosen = form.value(name, before)
  return (
    <fieldset class={error ? 'wrong' : undefined} aria-describedby={describedBy(name, hint, error)}>
      <legend>{legend}</legend>
      <FieldNotes name={name} hint={hint} error={error} />
      {choices.map((c, i) => {
        const id = i === 0 ? fieldId(name) : `${fieldId(name)}-${c.value}`
        return (
          <>
            <div class="choice">
              <input type="radio" id={id} name={name} value={c.value} checked={chosen === c.value} />
              <label for={id}>
                {c.hint ? <b>{c.label}</b> : c.label}
                {c.hint && <span class="muted">{c.hint}</span>}
              </label>
            </div>
            {c.under && <div class="under">{c.under}</div>}
          </>
        )
      })}
    </fieldset>
  )
}

type FormProps = { action: string; children: Child; upload?: boolean }
export const PostForm = ({ action, children, upload }: FormProps) => (
  <form id="page" method="post" action={action} novalidate enctype={upload ? 'multipart/form-data' : undefined}>
    {children}
  </form>
)

export const Tel = ({ phone, children }: { phone: string; children?: Child }) => (
  <a href={`tel:${phone}`}>{children ?? phone}</a>
)

/** Dates a person can point to, marked for machines too. */
export const Day = ({ v, at }: { v: Visit; at: string | Date }) => (
  <time datetime={new Date(at).toISOString()}>{v.day(at)}</time>
)
