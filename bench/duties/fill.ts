/** A county for counting duties: 813 branches, 15,796 members with their posts, households, and one year of records with their credits, by COPY. */
import type pg from 'pg'
import { addDays, asDay } from '../../src/kernel/calendar/day.ts'
import { newId } from '../../src/kernel/ids.ts'
import { copyInto, copyRows, line, noRows } from '../copy.ts'

export const jurisdictionId = 1
const j = jurisdictionId
const branches = 813
const members = 15_796
const towns = 20
/** People in a household. */
const each = 3.2

export type Branch = {
  id: string
  chain: string[]
  secretary: string
  liaisons: string[]
  /** All of them, the secretary and the liaisons among them. */
  members: string[]
  households: string[]
}
export type Place = { county: string; director: string; leaders: string[]; branches: Branch[] }

const place = {
  orgs: 'jurisdiction_id id parent_id slug kind name name_en short_name short_name_en chain position',
  members: 'jurisdiction_id id slug name',
  appointments: 'jurisdiction_id id member_id org_id role starts_on',
  households: 'jurisdiction_id id village_id number village_group seen_by',
  ties: 'jurisdiction_id id kind member_id household_id starts_on seen_by',
} as const

export async function fillPlace(owner: pg.Client, from: Date, residents: number): Promise<Place> {
  const rows = noRows(place)
  const org = (kind: string, name: string, above: readonly string[]) => {
    const id = newId(from)
    const n = rows.orgs.length
    rows.orgs.push(
      line([j, id, above[0] ?? null, `${kind}-${n}`, kind, name, name, name, name, `{${[id, ...above]}}`, n]),
    )
    return id
  }
  const member = (at: string, ...roles: string[]) => {
    const id = newId(from)
    rows.members.push(line([j, id, `m-${rows.members.length}`, '石小满']))
    for (const role of roles) rows.appointments.push(line([j, newId(from), id, at, role, '2020-01-01']))
    return id
  }
  const county = org('county-office', '试验县连心办', [])
  const director = member(county, 'county-director')
  const townIds = Array.from({ length: towns }, (_, t) => org('town-committee', `第${t + 1}镇`, [county]))
  const leaders = townIds.flatMap((t) => Array.from({ length: 5 }, () => member(t, 'town-leader')))
  for (const t of townIds) member(t, 'town-clerk')
  const homes = Math.round(residents / each / branches)
  const left = members - rows.members.length
  const made = Array.from({ length: branches }, (_, b): Branch => {
    const town = townIds[b % towns] as string
    const id = org('village-branch', `第${b + 1}村`, [town, county])
    const many = Math.floor(left / branches) + (b < left % branches ? 1 : 0)
    const own = Array.from({ length: many }, (_, m) =>
      member(
        id,
        ...(m === 0 ? ['branch-secretary'] : m < 4 ? ['liaison'] : m < 9 ? ['post-holder'] : ['farming-member']),
      ),
    )
    const liaisons = own.slice(1, 4)
    const households = Array.from({ length: homes }, (_, h) => {
      const home = newId(from)
      const liaison = liaisons[h % 3] as string
      rows.households.push(line([j, home, id, h + 1, `第${(h % 5) + 1}组`, `{${[id, town, county, liaison]}}`]))
      // one in ten has nobody yet
      if (h % 10)
        rows.ties.push(
          line([j, newId(from), 'liaison', liaison, home, '2024-01-01', `{${[id, town, county, liaison]}}`]),
        )
      return home
    })
    return { id, chain: [id, town, county], secretary: own[0] as string, liaisons, members: own, households }
  })
  await owner.query(
    `insert into jurisdictions (jurisdiction_id, slug, name, name_en, created_at) values ($1, 'bench', '试验县', 'Bench County', $2)`,
    [j, from],
  )
  await copyRows(owner, place, rows)
  return { county, director, leaders, branches: made }
}

const kept = {
  records:
    'jurisdiction_id id kind programme programme_version on_day until_day org_id author_id household_id title data seen_by made_at changed_at',
  record_credits: 'jurisdiction_id subject_id kind on_day record_id until_day household_id met counted',
} as const

/** Of a hundred records so many are of this kind; the rest are visits. */
const kinds = [
  ...Array<string>(10).fill('diary'),
  ...Array<string>(8).fill('post-report'),
  ...Array<string>(6).fill('meeting'),
  ...Array<string>(4).fill('condolence-visit'),
  ...Array<string>(3).fill('training'),
  ...Array<string>(3).fill('skill'),
  ...Array<string>(2).fill('talk'),
  ...Array<string>(2).fill('disclosure'),
  ...Array<string>(2).fill('democratic-talk'),
]
const together = new Set(['meeting', 'training', 'talk'])

/** A number that looks drawn and is the same each time. */
const drawn = (n: number, salt: number) => (Math.imul(n + salt, 2_654_435_761) >>> 8) / 2 ** 24

export async function fillRecords(
  owner: pg.Client,
  { branches: all, leaders }: Place,
  many: number,
  from: Date,
  tell: (line: string) => void,
) {
  const indexes = await owner.query<{ name: string; definition: string }>(
    `select c.relname as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i join pg_class c on c.oid = i.indexrelid
     where i.indrelid in ('records'::regclass, 'record_credits'::regclass) and not exists (select from pg_constraint k where k.conindid = i.indexrelid)`,
  )
  for (const { name } of indexes.rows) await owner.query(`drop index ${name}`)
  let credits = 0
  const rows = noRows(kept)
  for (let n = 0; n < many; n++) {
    const b = all[Math.floor(drawn(n, 1) * all.length)] as Branch
    const kind = kinds[Math.floor(drawn(n, 2) * 100)] ?? 'visit'
    const day = addDays(asDay('2026-01-01'), Math.floor(drawn(n, 3) * 326))
    const who = kind === 'post-report' || kind === 'skill' ? b.members.slice(4) : [b.secretary, ...b.liaisons]
    // a leader of the town now and then
    const author = (
      drawn(n, 4) < 0.02 ? leaders[Math.floor(drawn(n, 5) * leaders.length)] : who[Math.floor(drawn(n, 6) * who.length)]
    ) as string
    const home =
      kind === 'visit' || kind === 'condolence-visit'
        ? (b.households[Math.floor(drawn(n, 7) * b.households.length)] ?? null)
        : null
    const took = together.has(kind) ? b.members.slice(0, 12) : []
    const id = newId(from)
    const counted =
      kind === 'meeting'
        ? '{"kind":"party-members"}'
        : kind === 'disclosure'
          ? `{"kind":"${n % 2 ? 'finance' : 'village-affairs'}"}`
          : '{}'
    rows.records.push(
      line([
        j,
        id,
        kind,
        'duties',
        1,
        day,
        day,
        b.id,
        author,
        home,
        '一次',
        '{}',
        `{${[...new Set([author, ...took, ...b.chain])]}}`,
        from,
        from,
      ]),
    )
    for (const subject of new Set([author, b.id, ...took]))
      rows.record_credits.push(
        line([j, subject, kind, day, id, day, home, `{${took.filter((m) => m !== subject)}}`, counted]),
      )
    if (rows.records.length === 20_000 || n === many - 1) {
      credits += rows.record_credits.length
      await copyRows(owner, kept, rows)
      if ((n + 1) % 400_000 < 20_000) tell(`${n + 1} records`)
    }
  }
  for (const { definition } of indexes.rows) await owner.query(definition)
  await owner.query('analyze')
  return credits
}

/** Applied by the owner, as the command line does. */
export async function applyScheme(owner: pg.Client, source: string, content: object, at: Date) {
  await copyInto(
    owner,
    'programmes',
    ['jurisdiction_id', 'code', 'version', 'source', 'content', 'sha256', 'filled', 'starts_on', 'applied_at'],
    [line([j, 'duties', 1, source, JSON.stringify(content), '-', '{}', '2026-01-01', at])],
  )
}
