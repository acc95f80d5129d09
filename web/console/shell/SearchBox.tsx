/** Where the search opens from: a field on top of every page, Ctrl K, ⌘ K or a slash. */
import { SearchOutlined } from '@ant-design/icons'
import { useRef, useState } from 'react'
import { useKeys } from '../parts/useKeys.ts'
import { useMe } from '../queries.ts'
import { SearchDialog } from '../search/SearchDialog.tsx'
import { useVisited } from '../search/visited.ts'
import { useT } from '../texts.ts'

// not loaded on demand: what is typed right after Ctrl K would be lost
export function SearchBox() {
  const t = useT()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  useVisited(useMe().data?.member.id)
  const show = (e: KeyboardEvent) => {
    e.preventDefault()
    setOpen(true)
  }
  useKeys({ 'ctrl+k': show, '/': show })
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  return (
    <search className="search">
      <button ref={button} type="button" className="search-open" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <SearchOutlined aria-hidden="true" />
        <span>{t('search.hint')}</span>
        <kbd>Ctrl K</kbd>
      </button>
      {open && <SearchDialog close={close} />}
    </search>
  )
}
