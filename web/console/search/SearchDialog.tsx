/** The box and what it finds, over the page; on a phone a page of its own. The keyboard alone is enough. */
import { SearchOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { useMe } from '../queries.ts'
import { useName, useT } from '../texts.ts'
import { grouped, type Option, optionsOf } from './options.ts'
import { SearchRow } from './SearchRow.tsx'
import { useSearch } from './useSearch.ts'
import { readVisited } from './visited.ts'
import './search.css'

export function SearchDialog({ close }: { close: () => void }) {
  const t = useT()
  const name = useName()
  const navigate = useNavigate()
  const dialog = useRef<HTMLDialogElement>(null)
  const listId = useId()
  const [text, setText] = useState('')
  const [people, setPeople] = useState(false)
  const [active, setActive] = useState(-1)
  const [entered, setEntered] = useState(false)
  const typed = text.trim()
  const found = useSearch(typed, people)
  const memberId = useMe().data?.member.id ?? ''

  useEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    return () => shown?.close()
  }, [])

  const options = useMemo((): Option[] => {
    if (typed) return found.data ? optionsOf(found.data, typed) : []
    return readVisited(memberId).map(({ id, number, village }) => ({
      id: `recent-${id}`,
      group: 'recent',
      leads: { caseId: id },
      kind: 'visited',
      label: `${number} · ${name(village)}`,
    }))
  }, [typed, found.data, memberId, name])
  // a whole number or a person is meant; among words one chooses
  const first = options[0]?.group === 'numbers' || options[0]?.group === 'people' ? 0 : -1
  const at = active >= 0 && active < options.length ? active : found.waiting ? -1 : first
  const optionId = (i: number) => `${listId}-${i}`
  useEffect(() => {
    if (at >= 0) document.getElementById(`${listId}-${at}`)?.scrollIntoView({ block: 'nearest' })
  }, [at, listId])

  const go = (option: Option) => {
    close()
    if ('caseId' in option.leads) return navigate({ to: '/cases/$caseId', params: { caseId: option.leads.caseId } })
    return navigate({ to: '/cases', search: option.leads.list })
  }
  const enter = () => {
    const option = options[at]
    if (option) return go(option)
    // pressed before the answer is there: it counts when it is
    if (typed && found.waiting) return setEntered(true)
    if (!typed) return
    close()
    return navigate({ to: '/cases', search: { words: typed } })
  }
  useEffect(() => {
    if (!entered || found.waiting) return
    setEntered(false)
    if (!found.isError) void enter()
  })
  const press = (e: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[e.key]
    // a word being put together by an input method is not finished yet
    if (e.nativeEvent.isComposing) return
    if (e.key === 'Enter') {
      e.preventDefault()
      return enter()
    }
    if (!by || !options.length) return
    e.preventDefault()
    setActive(at < 0 && by < 0 ? options.length - 1 : (at + by + options.length) % options.length)
  }
  /** What is said where nothing, or nothing yet, was found. */
  const said = () => {
    if (!typed) return <p className="search-help">{t('search.help')}</p>
    if (found.isError) return <Failed error={found.error} retry={() => void found.refetch()} />
    if (found.isPending) return <Loading rows={3} />
    if (found.waiting) return null
    if (found.data?.words.tooShort) return <p className="search-help">{t('search.too-short')}</p>
    if (options.length) return null
    return (
      <p className="search-help">
        <strong>{t('search.nothing', { typed })}</strong>
        <br />
        {t('search.help')}
      </p>
    )
  }
  let n = -1
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes as well
    <dialog
      ref={dialog}
      className="search-dialog"
      aria-label={t('search.title')}
      onClose={close}
      onClick={(e) => e.target === dialog.current && close()}
    >
      <div className="search-field">
        <SearchOutlined aria-hidden="true" />
        <input
          type="text"
          role="combobox"
          aria-label={t('search.title')}
          aria-expanded={options.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={at >= 0 ? optionId(at) : undefined}
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="search"
          maxLength={60}
          placeholder={t('search.hint')}
          value={text}
          onChange={(e) => {
            setText(e.target.value)
            setPeople(false)
            setActive(-1)
            setEntered(false)
          }}
          onKeyDown={press}
        />
        <button type="button" className="plain-button" onClick={close}>
          {t('search.close')}
        </button>
      </div>
      <div className="search-results">
        <p className="hidden" role="status">
          {typed && !found.waiting ? t('search.count', { n: options.length }) : ''}
        </p>
        <div role="listbox" id={listId} aria-label={t('search.found')} hidden={options.length === 0}>
          {grouped(options).map(({ group, options: rows }) => (
            // biome-ignore lint/a11y/useSemanticElements: a group of a listbox, not of a form
            <div key={group} role="group" aria-labelledby={`${listId}-${group}`} className="search-group">
              <p id={`${listId}-${group}`} className="search-group-name">
                {t(`search.group.${group}`)}
              </p>
              {rows.map((option) => {
                const i = ++n
                return (
                  // biome-ignore lint/a11y/useFocusableInteractive: the box keeps the focus and names the row
                  // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the box
                  <div
                    key={option.id}
                    id={optionId(i)}
                    role="option"
                    aria-selected={i === at}
                    className="search-option"
                    onClick={() => go(option)}
                    onMouseMove={() => active !== i && setActive(i)}
                  >
                    <SearchRow of={option} />
                  </div>
                )
              })}
            </div>
          ))}
        </div>
        {found.data?.people.more && typed && (
          <button type="button" className="plain-button search-more" onClick={() => setPeople(true)}>
            {t('search.people.all')}
          </button>
        )}
        {said()}
      </div>
    </dialog>
  )
}
