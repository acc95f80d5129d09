/** How personal information is handled, in plain words: who, what for, how long, whom to ask (个人信息保护法 art. 17). */
import { page } from './engine.tsx'
import { Tel } from './parts.tsx'
import type { Visit } from './visit.ts'

const items = ['who', 'what', 'why', 'readers', 'others', 'how-long', 'safe', 'cookies', 'rights'] as const

/** The scheme's own periods, so that the page never promises others. */
const periods = (v: Visit) => {
  const { contacts, files, words } = v.house.scheme.retention
  return { contacts: contacts.days, files: files.days, words: words.days }
}

export const privacy = page({
  path: '/privacy',
  needs: 'nothing',
  title: (v) => v.t('privacy.title'),
  view: (v) => (
    <>
      {items.map((item) => (
        <>
          <h2>{v.t(`privacy.${item}`)}</h2>
          <p>{v.t(`privacy.${item}-say`, { org: v.name(v.directory.top ?? v.jurisdiction), ...periods(v) })}</p>
        </>
      ))}
      {v.directory.top?.phone && (
        <p>
          {v.t('privacy.ask')} <Tel phone={v.directory.top.phone} />
        </p>
      )}
    </>
  ),
})
