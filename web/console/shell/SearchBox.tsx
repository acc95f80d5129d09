/** One box for a number, a phone or words (Ctrl K). What means one case opens it; all else is a list. */
import { SearchOutlined } from '@ant-design/icons'
import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useRef, useState } from 'react'
import { api, type CaseSummary, call } from '../api.ts'
import { CaseRow } from '../parts/CaseRow.tsx'
import { useKeys } from '../parts/useKeys.ts'
import { useT } from '../texts.ts'

/** `LX-2611-0427`, also typed without hyphens or in small letters. */
const looksLikeNumber = (text: string) => /^[a-z]{1,4}[-\s]?\d{2,4}[-\s]?\d{2,}/i.test(text)
/** A mobile number, a land line, or the four digits someone remembers of one. */
const looksLikePhone = (text: string) => /^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|\d{4})$/.test(text.replace(/[\s+]/g, ''))

export function SearchBox() {
  const t = useT()
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const [callers, setCallers] = useState<CaseSummary[]>()
  const input = useRef<HTMLInputElement>(null)
  useKeys({
    'ctrl+k': (e) => {
      e.preventDefault()
      input.current?.select()
      input.current?.focus()
    },
    '/': (e) => {
      e.preventDefault()
      input.current?.focus()
    },
  })
  const search = async (e: FormEvent) => {
    e.preventDefault()
    const words = text.trim()
    if (!words) return navigate({ to: '/cases' })
    if (looksLikeNumber(words)) {
      const number = words.toUpperCase()
      const found = await call(api.GET('/cases', { params: { query: { number } } })).catch(() => undefined)
      const only = found?.items.length === 1 ? found.items[0] : undefined
      if (only) return navigate({ to: '/cases/$caseId', params: { caseId: only.id } })
    }
    if (looksLikePhone(words)) {
      // never in an address: those are written into logs
      const { items } = await call(api.POST('/cases/by-phone', { body: { phone: words } }))
      const only = items.length === 1 ? items[0] : undefined
      if (!only) return setCallers(items)
      return navigate({ to: '/cases/$caseId', params: { caseId: only.id } })
    }
    return navigate({ to: '/cases', search: { words } })
  }
  return (
    <search className="search">
      <form onSubmit={search}>
        <SearchOutlined aria-hidden="true" />
        <input
          ref={input}
          type="search"
          value={text}
          maxLength={60}
          onChange={(e) => {
            setText(e.target.value)
            setCallers(undefined)
          }}
          placeholder={t('desk.search.hint')}
          aria-label={t('desk.search')}
        />
        <span aria-hidden="true">
          <kbd>Ctrl K</kbd>
        </span>
      </form>
      {callers && (
        <section className="search-found" aria-live="polite" aria-label={t('desk.search.phone')}>
          {callers.length === 0 && <p>{t('desk.search.nobody')}</p>}
          <ul>
            {callers.map((c) => (
              <li key={c.id}>
                <Link
                  to="/cases/$caseId"
                  params={{ caseId: c.id }}
                  onClick={() => setCallers(undefined)}
                  className="row"
                >
                  <CaseRow of={c} state />
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </search>
  )
}
