/** What the place promises: each duty of the schemes that run, in plain words, how far it has come, and how soon a request is heard of. */
import { progressOf, type Reached } from '../../src/duties/public.ts'
import { dayOf } from '../../src/kernel/calendar/day.ts'
import { t as textOf } from '../../src/kernel/texts.ts'
import { type Tone, tones } from '../../src/programme/duties.ts'
import { limitFor, type Programme } from '../../src/programme/model.ts'
import { plainly } from '../../src/programme/plain.ts'
import { runsOn } from '../../src/programme/running.ts'
import { page } from './engine.tsx'
import type { Visit } from './visit.ts'

type Promised = { code: string; tone: Tone; who: string; name: string; does: string; reached: Reached | undefined }
type Shown = { title: string; startsOn: string | null; endsOn: string | null; promises: Promised[] }

/** The schemes of today with what each asks for. What several take over from one another stands with the first. */
async function schemesOf(v: Visit): Promise<Shown[]> {
  const reached = (await progressOf(v.house, v.jurisdiction.id, v.language)).flatMap((scheme) => scheme.duties)
  const today = dayOf(v.house.now())
  const running = v.house.schemes.all(v.jurisdiction.id).filter(runsOn(today))
  const { shipped } = v.house.schemes
  const led = running.some((r) => r.scheme.uses.length === 0)
  const all: { scheme: Programme; startsOn: string | null; endsOn: string | null }[] = [
    ...running,
    ...(led ? [] : [{ scheme: shipped, startsOn: null, endsOn: null }]),
  ]
  const said = new Set<string>()
  return all.map(({ scheme, startsOn, endsOn }) => {
    const speak = plainly(scheme, v.language)
    const promises = Object.entries(scheme.duties).flatMap(([code, duty]): Promised[] => {
      const says = speak.duty(duty)
      const known = said.has(`${code} ${says}`)
      said.add(`${code} ${says}`)
      if (known) return []
      return [
        {
          code,
          tone: duty.tone,
          who: speak.who(duty.who),
          name: duty.name[v.language],
          does: speak.does(duty),
          reached: reached.find((r) => r.programme === scheme.programme && r.duty === code),
        },
      ]
    })
    return { title: scheme.title[v.language], startsOn, endsOn, promises }
  })
}

export const programme = page({
  path: '/programme',
  needs: 'nothing',
  title: (v) => textOf(v.language, 'programme.resident.title'),
  view: async (v) => {
    const say = (key: string, params = {}) => textOf(v.language, key, params)
    const speak = plainly(v.house.scheme, v.language)
    const schemes = (await schemesOf(v)).filter((s) => s.promises.length)
    return (
      <>
        <p>{say('programme.resident.say')}</p>
        {schemes.length === 0 && <p class="note ended">{say('programme.resident.none')}</p>}
        {schemes.map((scheme) => (
          <section>
            <h2>{scheme.title}</h2>
            {scheme.startsOn && (
              <p class="muted">
                {say('programme.resident.days', {
                  from: speak.day(scheme.startsOn),
                  to: scheme.endsOn
                    ? say('programme.cli.to', { day: speak.day(scheme.endsOn) })
                    : say('programme.cli.open'),
                })}
              </p>
            )}
            {tones
              .map((tone) => ({ tone, promises: scheme.promises.filter((p) => p.tone === tone) }))
              .filter(({ promises }) => promises.length)
              .map(({ tone, promises }) => (
                <>
                  <h3>{say(`programme.tone.${tone}`)}</h3>
                  {bySubject(promises).map(([who, theirs]) => (
                    <>
                      <p>
                        <b>{who}</b>
                      </p>
                      <ul>
                        {theirs.map((promise) => (
                          <OnePromise v={v} promise={promise} />
                        ))}
                      </ul>
                    </>
                  ))}
                </>
              ))}
          </section>
        ))}
        <Requests v={v} />
        <p>
          <a href="/help/complaint-about-this-site">{say('programme.resident.complain')}</a>
        </p>
      </>
    )
  },
})

/** By whom, in the order of the file. */
function bySubject(promises: readonly Promised[]): [string, Promised[]][] {
  const groups = new Map<string, Promised[]>()
  for (const one of promises) groups.set(one.who, [...(groups.get(one.who) ?? []), one])
  return [...groups]
}

/** One line each, and how far they are: of so few that it would name somebody nothing is said. */
const OnePromise = ({ v, promise: { name, does, reached } }: { v: Visit; promise: Promised }) => (
  <li>
    {textOf(v.language, 'programme.resident.promise', { name, does })}
    {reached && reached.done !== null && (
      <>
        {' '}
        <span class="muted">
          {textOf(v.language, 'programme.resident.reached', { done: reached.done, subjects: reached.subjects })}
        </span>
      </>
    )}
  </li>
)

/** The limits a request goes by, from the first word to the answer. */
const Requests = ({ v }: { v: Visit }) => {
  const say = (key: string, params = {}) => textOf(v.language, key, params)
  const { scheme } = v.house
  const speak = plainly(scheme, v.language)
  const within = (clock: 'contact' | 'acceptance' | 'handling', level: 'branch' | 'town' | 'county') =>
    say('programme.resident.within', { limit: speak.limit(limitFor(scheme, { clock, level, urgency: 'ordinary' })) })
  return (
    <section>
      <h2>{say('programme.resident.requests')}</h2>
      <dl>
        <dt>{say('programme.resident.contact')}</dt>
        <dd>{within('contact', 'branch')}</dd>
        <dt>{say('programme.resident.acceptance')}</dt>
        <dd>{within('acceptance', 'branch')}</dd>
        {(['branch', 'town', 'county'] as const).map((level) => (
          <>
            <dt>
              {say('programme.resident.handling', { level: scheme.levels[level]?.residentsRead[v.language] ?? level })}
            </dt>
            <dd>{within('handling', level)}</dd>
          </>
        ))}
      </dl>
      <p class="muted">{say('programme.resident.working')}</p>
    </section>
  )
}
