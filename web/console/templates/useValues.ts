/** What the blanks of prepared words stand for in this case. */
import type { Placeholder } from '../../../src/cases/templates/placeholders.ts'
import type { CaseView } from '../api.ts'
import { dayAhead } from '../case/when.ts'
import { useMe, useMembers, useOrgs } from '../queries.ts'
import { type Language, useName, useSpeech } from '../texts.ts'

/** Without the weekday: it stands within a sentence. */
const plainDay = (language: Language, iso: string) =>
  new Intl.DateTimeFormat(language, { timeZone: 'Asia/Shanghai', month: 'long', day: 'numeric' }).format(
    new Date(iso.length === 10 ? `${iso}T12:00:00+08:00` : iso),
  )

export function useValues(c: CaseView): Partial<Record<Placeholder, string>> {
  const { t, language } = useSpeech()
  const name = useName()
  const me = useMe().data?.member
  const { data: members = [] } = useMembers()
  const { data: orgs = [] } = useOrgs()
  const phone = members.find((m) => m.id === me?.id)?.workPhone ?? orgs.find((o) => o.id === c.holder?.id)?.phone
  // the contact is masked: the family name is all one may know without a reason
  const family = c.contact?.name?.replaceAll('*', '')
  return {
    salutation: family ? t('standin.blank.salutation', { name: family }) : t('standin.blank.resident'),
    number: c.number,
    ...(c.title && { matter: c.title }),
    village: name(c.village),
    office: name(c.holder),
    ...(me && { contact: me.name }),
    ...(phone && { phone }),
    registered: plainDay(language, c.registeredAt),
    today: plainDay(language, dayAhead(0)),
    ...(c.promisedAt && { due: plainDay(language, c.promisedAt) }),
  }
}
