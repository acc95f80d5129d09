/** A village's page: who looks after us, whom to call, what was settled lately. */
import { publishedIn } from '../../src/cases/redact/published.ts'
import { Refusal } from '../../src/kernel/errors.ts'
import { groupsOf, type Person, type Place, settledLately } from './directory.ts'
import { page } from './engine.tsx'
import { Day, Tel } from './parts.tsx'
import { Places, placesIn } from './places.tsx'
import { PublishedList } from './published.tsx'
import type { Visit } from './visit.ts'

/** The village of the address. Refused with `no-such-page`. */
export const placeOf = (v: Visit): Place => {
  const village = v.directory.villages.find((x) => x.slug === v.ctx.req.param('slug'))
  if (!village) throw new Refusal('no-such-page')
  return village
}

export const village = page({
  path: '/v/:slug',
  needs: 'village',
  title: (v) => v.name(placeOf(v)),
  view: async (v) => {
    const place = placeOf(v)
    v.remember.village(place)
    const groups = await groupsOf(v.house, v.jurisdiction.id, place.id)
    const settled = await settledLately(v.house, v.jurisdiction.id, place.id)
    const published = await publishedIn(v.house, v.jurisdiction.id, place.id)
    const places = await placesIn(v, place)
    const people = v.directory.people.filter((p) => p.orgId === place.id)
    return (
      <>
        <div class="actions wide">
          <a class="button big" href="/report/what-happened">
            {v.t('home.report')}
          </a>
          <a class="button second big" href="/track/your-code">
            {v.t('home.track')}
          </a>
        </div>
        <p>
          <a href={`/v/${place.slug}/board`}>{v.t('board.link')}</a>
        </p>
        <h2>{v.t('village.who')}</h2>
        {people.length === 0 && <p>{v.t('village.nobody')}</p>}
        <ul class="people">
          {people.map((p) => (
            <One v={v} person={p} groups={groups.get(p.memberId) ?? []} />
          ))}
        </ul>
        <h2>{v.t('village.phones')}</h2>
        <Phones v={v} place={place} />
        <Places v={v} places={places} />
        <PublishedList v={v} copies={published} />
        <h2>{v.t('village.settled')}</h2>
        {settled.length === 0 && <p class="muted">{v.t('village.settled-none')}</p>}
        <ul class="people">
          {settled.map((s) => (
            <li>
              <span>
                <b>{s.category ? v.house.scheme.categories[s.category]?.name[v.language] : v.t('village.unsorted')}</b>
                {s.note && (
                  <>
                    {' '}
                    · <span lang="zh-CN">{s.note}</span>
                  </>
                )}
              </span>
              <span class="muted small">
                {v.t(s.days === 1 ? 'village.settled-in-a-day' : 'village.settled-in', {
                  days: s.days,
                  org: s.org ? v.name(s.org) : '',
                })}{' '}
                · <Day v={v} at={s.endedAt} />
              </span>
            </li>
          ))}
        </ul>
        <p class="muted small less">{v.t('village.settled-how')}</p>
        <p class="less">
          <a href="/">{v.t('home.other-village')}</a>
        </p>
      </>
    )
  },
})

const One = ({ v, person, groups }: { v: Visit; person: Person; groups: string[] }) => (
  <li>
    <span>
      <b>{person.name}</b>{' '}
      <span class="muted">
        {v.house.scheme.roles[person.role]?.name[v.language]}
        {person.standsInFor && ` · ${v.t('village.stands-in', { name: person.standsInFor })}`}
        {groups.length > 0 && ` · ${v.t('village.groups', { groups: groups.join(v.language === 'en' ? ', ' : '、') })}`}
      </span>
    </span>
    {person.phone && <Tel phone={person.phone} />}
  </li>
)

const Phones = ({ v, place }: { v: Visit; place: Place }) => {
  const town = v.directory.towns.find((x) => x.id === place.townId)
  const lines: [string, string | null | undefined][] = [
    [v.t('village.phone-village', { village: v.name(place) }), place.phone],
    [town ? v.name(town) : '', town?.phone],
    [v.t('phones.12345'), '12345'],
    [v.t('phones.110'), '110'],
    [v.t('phones.119'), '119'],
    [v.t('phones.120'), '120'],
  ]
  return (
    <ul class="people">
      {lines.map(
        ([label, phone]) =>
          phone && (
            <li>
              <span>{label}</span>
              <Tel phone={phone} />
            </li>
          ),
      )}
    </ul>
  )
}
