/** What every page has: the village's name, a person to call, the size of type, and a way to complain about the site itself. */

import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { t } from '../../src/kernel/texts.ts'
import type { Form } from './form.ts'
import { ErrorSummary } from './parts.tsx'
import { style } from './style.ts'
import { personFor, type Visit } from './visit.ts'

/** `typed`: the page has a form, and the buttons of the header send what is in it along. */
type Props = { v: Visit; title: string; typed: boolean; form?: Form; children: Child }

export const Frame = ({ v, title, typed, form, children }: Props) => {
  const wrong = form && (form.errors.length > 0 || form.general)
  return (
    <html lang={v.language} class={`${v.elder ? 'elder ' : ''}text-${v.size}`}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="format-detection" content="telephone=no" />
        <title>{`${wrong ? `${v.t('frame.error')} ` : ''}${title} · ${v.name(v.village ?? v.jurisdiction)}`}</title>
        <style>{raw(style)}</style>
      </head>
      <body>
        <a class="skip" href="#main">
          {v.t('frame.skip')}
        </a>
        <Header v={v} typed={typed} />
        <main id="main" tabindex={-1}>
          {wrong && <ErrorSummary v={v} form={form} />}
          <h1>{title}</h1>
          {children}
        </main>
        <Footer v={v} />
      </body>
    </html>
  )
}

const Header = ({ v, typed }: { v: Visit; typed: boolean }) => {
  const person = personFor(v)
  return (
    <header>
      <div class="who">
        <a class="name" href="/">
          {v.name(v.village ?? v.jurisdiction)}
        </a>
        {person?.phone && (
          <a href={`tel:${person.phone}`}>{v.t('frame.call', { name: person.name, phone: person.phone })}</a>
        )}
      </div>
      {typed ? (
        <fieldset class="look" aria-label={v.t('frame.look')}>
          {/* the first button of a form is the one that Enter presses: it must be the form's own, not a size of type */}
          <button type="submit" form="page" tabindex={-1} hidden />
          <Looks v={v} attributes={{ name: 'look', form: 'page', formaction: v.path }} />
        </fieldset>
      ) : (
        <form class="look" method="post" action="/view" aria-label={v.t('frame.look')}>
          <input type="hidden" name="back" value={v.path} />
          <Looks v={v} attributes={{ name: 'set' }} />
        </form>
      )}
    </header>
  )
}

const Looks = ({ v, attributes }: { v: Visit; attributes: { name: string; form?: string; formaction?: string } }) => (
  <>
    {v.size !== 'largest' && (
      <button type="submit" {...attributes} value={v.size === 'normal' ? 'text-large' : 'text-largest'}>
        {v.t('frame.larger')}
      </button>
    )}
    {v.size !== 'normal' && (
      <button type="submit" {...attributes} value="text-normal">
        {v.t('frame.normal')}
      </button>
    )}
    <button type="submit" {...attributes} value={v.elder ? 'elder-off' : 'elder-on'}>
      {v.t(v.elder ? 'frame.elder-off' : 'frame.elder-on')}
    </button>
    <button
      type="submit"
      {...attributes}
      value={v.language === 'en' ? 'lang-zh-CN' : 'lang-en'}
      lang={v.language === 'en' ? 'zh-CN' : 'en'}
    >
      {v.language === 'en' ? '简体中文' : 'English'}
    </button>
  </>
)

const Footer = ({ v }: { v: Visit }) => (
  <footer>
    <nav aria-label={v.t('frame.more')}>
      <a href="/">{v.t('frame.home')}</a>
      <a href="/track/your-code">{v.t('frame.track')}</a>
      <a href="/help/complaint-about-this-site">{v.t('frame.complain')}</a>
      <a href="/programme">{t(v.language, 'programme.resident.link')}</a>
      <a href="/log">{t(v.language, 'log.title')}</a>
      <a href="/privacy">{v.t('frame.privacy')}</a>
      <a href="tel:12345">{v.t('frame.hotline')}</a>
    </nav>
    <p>{v.t('frame.run-by', { name: v.name(v.directory.top ?? v.jurisdiction) })}</p>
  </footer>
)
