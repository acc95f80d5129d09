/** The last day of a post; said beforehand and afterwards when something is still this person's to handle. */
import { Link } from '@tanstack/react-router'
import { App, Input } from 'antd'
import { useState } from 'react'
import { api, call } from '../api.ts'
import { AskDialog } from '../parts/AskDialog.tsx'
import { useScheme } from '../parts/useScheme.ts'
import { useT } from '../texts.ts'
import { type Person, type Post, useChange, usePerson } from './queries.ts'

export function EndPostDialog({ person, post, done }: { person: Person; post: Post; done: () => void }) {
  const t = useT()
  const { message } = App.useApp()
  const { word } = useScheme()
  const [endsOn, setDay] = useState(post.endsOn ?? '')
  const held = usePerson(person.id).data?.held
  const end = useChange(() =>
    call(api.POST('/posts/{postId}/end', { params: { path: { postId: post.id } }, body: { endsOn } })),
  )
  const go = () =>
    end.mutate(undefined, {
      onSuccess: () => {
        void message.success(t('admin.people.ended'))
        done()
      },
    })
  return (
    <AskDialog
      title={t('admin.people.end.title', { name: person.name, role: word('roles', post.role) })}
      ok={t('admin.people.end.do')}
      sending={end}
      ready={endsOn !== ''}
      send={go}
      close={done}
    >
      <label htmlFor="post-last">{t('admin.people.end.day')}</label>
      <Input
        id="post-last"
        type="date"
        autoFocus
        min={post.startsOn}
        value={endsOn}
        onChange={(e) => setDay(e.target.value)}
      />
      {held !== undefined &&
        (held > 0 ? (
          <p className="first-of-all" role="status">
            ◐ {t('admin.people.held', { name: person.name, n: held })}{' '}
            <Link to="/hand-over" search={{ member: person.id }}>
              {t('admin.people.held.go')}
            </Link>
          </p>
        ) : (
          <p className="muted">{t('admin.people.held.none')}</p>
        ))}
    </AskDialog>
  )
}
