/** Every role of the scheme in words: where it is held, what it sees, what it may do. For everybody to read, and to print. */
import { Button } from 'antd'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { Page } from '../parts/Page.tsx'
import { useScheme } from '../parts/useScheme.ts'
import { useSpeech } from '../texts.ts'
import './admin.css'
import { useRoles } from './queries.ts'
import { RoleWords } from './RoleWords.tsx'

export function RolesPage() {
  const { t, language } = useSpeech()
  const { word } = useScheme()
  const roles = useRoles()
  return (
    <Page
      title={t('admin.roles')}
      note={t('admin.roles.note')}
      actions={<Button onClick={() => window.print()}>{t('admin.roles.print')}</Button>}
    >
      {roles.isPending ? (
        <Loading />
      ) : roles.isError ? (
        <Failed error={roles.error} retry={() => void roles.refetch()} />
      ) : (
        <div className="role-cards">
          {roles.data.map((role) => (
            <section key={role.code} className="role-card" aria-labelledby={`role-${role.code}`}>
              <h2 id={`role-${role.code}`}>{role.name[language]}</h2>
              <p className="muted">
                {t('admin.roles.at')} {role.at.map((kind) => word('orgKinds', kind)).join(' · ')}
              </p>
              <RoleWords role={role} withSteps />
            </section>
          ))}
        </div>
      )}
    </Page>
  )
}
