/** What every page has: the village's name, a person to call, the size of type, and a way to complain about the site itself. */

import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Form } from './form.ts'
import { ErrorSummary } from './parts.tsx'
import { style } from './style.ts'
import { personFor, type Visit } from './visit.ts'

type Props = { v: Visit; title: string; form?: Form; children: Child }

export const Frame = ({ v, title, form, children }: Props) => {
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
        <Header v={v} />
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

const Header = ({ v }: { v: Visit }) => {
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
      <form class="look" method="post" action="/view" aria-label={v.t('frame.look')}>
        <input type="hidden" name="back" value={v.path} />
        {v.size !== 'largest' && (
          <button type="submit" name="set" value={v.size === 'normal' ? 'text-large' : 'text-largest'}>
            {v.t('frame.larger')}
          </button>
        )}
        {v.size !== 'normal' && (
          <button type="submit" name="set" value="text-normal">
            {v.t('frame.normal')}
          </button>
        )}
        <button type="submit" name="set" value={v.elder ? 'elder-off' : 'elder-on'}>
          {v.t(v.elder ? 'frame.elder-off' : 'frame.elder-on')}
        </button>
        <button
          type="submit"
          name="set"
          value={v.language === 'en' ? 'lang-zh-CN' : 'lang-en'}
          lang={v.language === 'en' ? 'zh-CN' : 'en'}
        >
          {v.language === 'en' ? '简体中文' : 'English'}
        </button>
      </form>
    </header>
  )
}

const Footer = ({ v }: { v: Visit }) => (
  <footer>
    <nav aria-label={v.t('frame.more')}>
      <a href="/">{v.t('frame.home')}</a>
      <a href="/track/your-code">{v.t('frame.track')}</a>
      <a href="/help/complaint-about-this-site">{v.t('frame.complain')}</a>
      <a href="/privacy">{v.t('frame.privacy')}</a>
      <a href="tel:12345">{v.t('frame.hotline')}</a>
    </nav>
    <p>{v.t('frame.run-by', { name: v.name(v.directory.top ?? v.jurisdiction) })}</p>
  </footer>
)
