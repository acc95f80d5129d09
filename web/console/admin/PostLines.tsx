/** Posts with their days: those held, each with the way to its end; those over folded away. */
import { Button } from 'antd'
import { dayAhead } from '../case/when.ts'
import { useScheme } from '../parts/useScheme.ts'
import { useSpeech } from '../texts.ts'
import { dateText } from './date-text.ts'
import type { Post } from './queries.ts'

const isOver = (post: Post) => post.endsOn !== null && post.endsOn < dayAhead(0)

export function PostLines({ posts, end }: { posts: readonly Post[]; end?: (post: Post) => void }) {
  const { t, language } = useSpeech()
  const { word } = useScheme()
  const days = ({ startsOn, endsOn }: Post) =>
    endsOn
      ? t('admin.people.span', { from: dateText(language, startsOn), to: dateText(language, endsOn) })
      : t('admin.people.since', { from: dateText(language, startsOn) })
  const line = (post: Post) => (
    <>
      {word('roles', post.role)} · {language === 'en' ? post.orgEn : post.org}
      <span className="under">
        {days(post)}
        {post.isPublic && ` · ${t('admin.people.public')}`}
      </span>
    </>
  )
  const held = posts.filter((p) => !isOver(p))
  const over = posts.filter(isOver)
  return (
    <>
      {held.length === 0 && <span className="muted">{t('admin.people.no-post')}</span>}
      {held.map((post) => (
        <div key={post.id} className="post-line">
          <span>{line(post)}</span>
          {end && (
            <Button
              size="small"
              onClick={() => end(post)}
              aria-label={`${t('admin.people.end')} ${word('roles', post.role)}`}
            >
              {t('admin.people.end')}
            </Button>
          )}
        </div>
      ))}
      {over.length > 0 && (
        <details>
          <summary>{t('admin.people.earlier', { n: over.length })}</summary>
          {over.map((post) => (
            <p key={post.id}>{line(post)}</p>
          ))}
        </details>
      )}
    </>
  )
}
