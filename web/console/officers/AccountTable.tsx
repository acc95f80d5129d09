/** Accounts with their state, and beside each what may be done about it now. */
import { Button } from 'antd'
import type { Measure } from '../../../src/access/vocabulary.ts'
import { dayText, timeText } from '../case/when.ts'
import { useScheme } from '../parts/useScheme.ts'
import { useMe } from '../queries.ts'
import { useSpeech } from '../texts.ts'
import type { Chosen } from './MeasureDialog.tsx'
import type { Account } from './queries.ts'
import { StackTable } from './StackTable.tsx'

const columns = ['name', 'last', 'state', 'factor', 'password', 'sessions', 'do'] as const

/** Only what makes sense in this state: nothing to unlock on an open account, no sessions to end where there are none. */
const possible = (a: Account): Measure[] => [
  a.lock ? 'unlock' : 'lock',
  ...(a.sessions > 0 ? (['end-sessions'] as const) : []),
  ...(a.secondFactor ? (['reset-second-factor'] as const) : []),
]

export function AccountTable({ accounts, choose }: { accounts: readonly Account[]; choose: (chosen: Chosen) => void }) {
  const { t, language } = useSpeech()
  const { word } = useScheme()
  const me = useMe().data?.member.id
  const state = (a: Account) =>
    a.lock === 'by-officer' ? (
      <span className="tag tag-late">{t('officers.accounts.locked')}</span>
    ) : a.lock ? (
      <span className="tag tag-due-soon">
        {t('officers.accounts.locked-wrong', { at: timeText(language, a.lockedUntil ?? '') })}
      </span>
    ) : (
      <span className="tag tag-in-time">{t('officers.accounts.open')}</span>
    )
  const factor = (a: Account) =>
    a.secondFactor ? (
      t('officers.accounts.factor-on')
    ) : a.secondFactorRequired ? (
      <span className="tag tag-late">{t('officers.accounts.factor-missing')}</span>
    ) : (
      <span className="muted">{t('officers.accounts.factor-off')}</span>
    )
  const password = (a: Account) =>
    a.firstPassword ? (
      <span className="tag tag-due-soon">{t('officers.accounts.first-password')}</span>
    ) : a.passwordExpiresOn ? (
      dayText(language, a.passwordExpiresOn)
    ) : (
      <span className="muted">{t('officers.accounts.no-expiry')}</span>
    )
  return (
    <StackTable
      columns={columns.map((key) => ({ key, label: t(`officers.accounts.column.${key}`) }))}
      rows={accounts.map((a) => ({
        id: a.memberId,
        cells: {
          name: (
            <>
              <strong>{a.name}</strong> <span className="muted">{a.username}</span>
              {a.posts.map((p) => (
                <span key={p.role + p.org} className="muted under">
                  {word('roles', p.role)} · {language === 'en' ? p.orgEn : p.org}
                </span>
              ))}
            </>
          ),
          last: a.lastSignInAt ? (
            timeText(language, a.lastSignInAt)
          ) : (
            <span className="muted">{t('officers.accounts.never')}</span>
          ),
          state: state(a),
          factor: factor(a),
          password: password(a),
          sessions: String(a.sessions),
          do:
            a.memberId === me ? (
              <span className="muted">{t('officers.accounts.you')}</span>
            ) : (
              <span className="measures">
                {possible(a).map((measure) => (
                  <Button key={measure} size="small" onClick={() => choose({ measure, account: a })}>
                    {t(`officers.measure.${measure}`)}
                  </Button>
                ))}
              </span>
            ),
        },
      }))}
    />
  )
}
