/** In the settings: the way to units, people and lists for who keeps them, and for everybody to what roles may do. */
import { Link } from '@tanstack/react-router'
import { useMay } from '../queries.ts'
import { useT } from '../texts.ts'

export function AdminSection() {
  const t = useT()
  const may = useMay()
  const manages = may('people.manage')
  return (
    <section>
      <h2>{t('admin.section')}</h2>
      {manages && (
        <>
          <p>{t('admin.section.note')}</p>
          <p>
            <Link to="/orgs">{t('admin.orgs')}</Link>
          </p>
          <p>
            <Link to="/people">{t('admin.people')}</Link>
          </p>
          <p>
            <Link to="/import">{t('admin.import')}</Link>
          </p>
        </>
      )}
      {may('roster.manage') && (
        <p>
          <Link to="/rosters">{t('rosters.title')}</Link> · <Link to="/places">{t('rosters.places')}</Link>
        </p>
      )}
      <p>
        <Link to="/programme">{t('programme.link')}</Link>
      </p>
      <p>
        <Link to="/roles">{t('admin.section.roles')}</Link>
      </p>
    </section>
  )
}
