/** Where I am signed in: each can be ended, or all but this one. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { api, call } from '../api.ts'
import { timeText } from '../case/when.ts'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { keys, useMySecurity } from '../queries.ts'
import { useSpeech } from '../texts.ts'

export function SessionsSection() {
  const { t, language } = useSpeech()
  const { message } = App.useApp()
  const client = useQueryClient()
  const security = useMySecurity()
  const ended = {
    onSuccess: () => {
      void message.success(t('officers.settings.ended'))
      return client.invalidateQueries({ queryKey: keys.mySecurity })
    },
  }
  const end = useMutation({
    mutationFn: (sessionId: string) =>
      call(api.POST('/me/sessions/{sessionId}/end', { params: { path: { sessionId } }, body: {} })),
    ...ended,
  })
  const others = useMutation({ mutationFn: () => call(api.POST('/me/sessions/end-others', { body: {} })), ...ended })
  const { data } = security
  return (
    <section>
      <h2>{t('officers.settings.sessions')}</h2>
      {security.isPending ? (
        <Loading rows={2} />
      ) : security.isError ? (
        <Failed error={security.error} retry={() => void security.refetch()} />
      ) : (
        data && (
          <>
            <p className="muted">{t('officers.settings.sessions-note', { n: data.rules.sessions })}</p>
            <ul className="sessions">
              {data.sessions.map((s) => (
                <li key={s.id}>
                  <span>
                    {s.agent ? device(s.agent) : t('officers.settings.unknown-device')}
                    {s.address && ` · ${s.address}`}
                    <span className="muted">
                      {t('officers.settings.began', { at: timeText(language, s.beganAt) })}
                      {' · '}
                      {t('officers.settings.used', { at: timeText(language, s.usedAt) })}
                    </span>
                  </span>
                  {s.current ? (
                    <span className="tag tag-in-time">{t('officers.settings.this')}</span>
                  ) : (
                    <Button
                      size="small"
                      loading={end.isPending && end.variables === s.id}
                      onClick={() => end.mutate(s.id)}
                    >
                      {t('officers.settings.end')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
            {(end.isError || others.isError) && <Failed error={end.error ?? others.error} />}
            {data.sessions.length > 1 && (
              <p>
                <Button onClick={() => others.mutate()} loading={others.isPending}>
                  {t('officers.settings.end-others')}
                </Button>
              </p>
            )}
          </>
        )
      )}
    </section>
  )
}

/** The browser and the system out of a user agent, good enough to tell one's phone from the office machine. */
function device(agent: string): string {
  const browser = /MicroMessenger|Edg|Firefox|Chrome|Safari/.exec(agent)?.[0]
  const system = /HarmonyOS|Android|iPhone|iPad|Windows|Mac OS X|Linux/.exec(agent)?.[0]
  return (
    [browser?.replace('MicroMessenger', 'WeChat').replace('Edg', 'Edge'), system].filter(Boolean).join(' · ') ||
    agent.slice(0, 60)
  )
}
