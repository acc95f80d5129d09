/** How far a place is with what it promised, for everybody: how many of those concerned have done it, in whole per cent. No person and no unit is named. */
import { sql } from 'kysely'
import type { House } from '../access/command.ts'
import type { Language } from '../kernel/app.ts'
import { type Day, dayOf } from '../kernel/calendar/day.ts'
import { runsOn } from '../programme/running.ts'
import { shownPeriods } from './assigned.ts'
import { asJob, assignedIn } from './materialise.ts'
import { dueOn } from './pace.ts'
import { versionOf } from './view.ts'

/** Of fewer than so many nothing is said: one or two subjects would be a person. */
const fewest = 3

export type Reached = {
  readonly programme: string
  readonly version: number
  readonly duty: string
  readonly name: string
  readonly tone: 'must' | 'should' | 'bonus'
  readonly from: Day
  readonly to: Day | null
  readonly subjects: number
  /** Null: of so few that it would name somebody, or not set. */
  readonly done: number | null
  readonly percent: number | null
}

/** By scheme, in the order of its file. Only what runs today. */
export async function progressOf(house: House, jurisdictionId: number, language: Language) {
  const today = dayOf(house.now())
  const versions = house.schemes.all(jurisdictionId)
  const shown = shownPeriods(assignedIn(house, jurisdictionId), today)
  const { rows } = await asJob(house, jurisdictionId, (tx) =>
    sql<{
      programme: string
      version: number
      duty: string
      period: string
      subjects: number
      done: number
      not_set: number
    }>`
      select programme, version, duty, period, subjects, done, not_set from duty_tallies
      where jurisdiction_id = ${jurisdictionId} and org_id = (select id from orgs where jurisdiction_id = ${jurisdictionId} and parent_id is null)`.execute(
      tx,
    ),
  )
  const duties = shown.flatMap((a): Reached[] => {
    const of = versionOf(versions, a)
    const sum = rows.find(
      (r) => r.programme === a.programme && r.version === a.version && r.duty === a.duty && r.period === a.period,
    )
    const name = of?.scheme.duties[a.duty]?.name[language]
    if (!sum || !name) return []
    const told = sum.subjects >= fewest && sum.not_set === 0
    return [
      {
        programme: a.programme,
        version: a.version,
        duty: a.duty,
        name,
        tone: a.rule.tone,
        from: a.from,
        to: dueOn(a),
        subjects: sum.subjects,
        done: told ? sum.done : null,
        percent: told ? Math.floor((sum.done * 100) / sum.subjects) : null,
      },
    ]
  })
  return versions.filter(runsOn(today)).map((v) => ({
    programme: v.code,
    title: v.scheme.title[language],
    duties: duties.filter((x) => x.programme === v.code),
  }))
}
