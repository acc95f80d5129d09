/** One box for a number or for words (Ctrl K). A number of one case opens it; all else is a list. */
import { SearchOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useRef, useState } from 'react'
import { api, call } from '../api.ts'
import { useKeys } from '../parts/useKeys.ts'
import { useT } from '../texts.ts'

/** `LX-2611-0427`, also typed without hyphens or in small letters. */
const looksLikeNumber = (text: string) => /^[a-z]{1,4}[-\s]?\d{2,4}[-\s]?\d{2,}/i.test(text)

export function SearchBox() {
  const t = useT()
  const navigate = useNavigate()
  const [text, setText] = useState('')
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
          onChange={(e) => setText(e.target.value)}
          placeholder={t('desk.search.hint')}
          aria-label={t('desk.search')}
        />
        <span aria-hidden="true">
          <kbd>Ctrl K</kbd>
        </span>
      </form>
    </search>
  )
}
