/** Notices in the app: the count of unread ones, and a drawer that lists them, loaded when it is opened. */
import { BellOutlined } from '@ant-design/icons'
import { lazy, Suspense, useState } from 'react'
import { useMe } from '../queries.ts'
import { useT } from '../texts.ts'

const Notices = lazy(() => import('./Notices.tsx').then((m) => ({ default: m.Notices })))

export function Bell() {
  const t = useT()
  // once opened it stays, and only slides in and out
  const [asked, setAsked] = useState(false)
  const [open, setOpen] = useState(false)
  const unread = useMe().data?.unread ?? 0
  return (
    <>
      <button
        type="button"
        className="round bell"
        onClick={() => {
          setAsked(true)
          setOpen(true)
        }}
        aria-label={t('desk.notices.open', { n: unread })}
      >
        <BellOutlined />
        {unread > 0 && <span className="count count-late">{unread > 99 ? '99+' : unread}</span>}
      </button>
      {asked && (
        <Suspense>
          <Notices open={open} close={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
