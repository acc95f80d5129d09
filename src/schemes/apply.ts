/** Applying a scheme, ending one, and putting the numbers a document leaves blank. What has run stays as it ran. */
import { type Origin, writeAudit } from '../access/audit.ts'
import type { Caller } from '../access/caller.ts'
import { command, type Doing, type House } from '../access/command.ts'
import type { AuditKind } from '../access/vocabulary.ts'
import { dayOf } from '../kernel/calendar/day.ts'
import { sha256 } from '../kernel/crypto.ts'
import { Refusal } from '../kernel/errors.ts'
import { blanksOf } from '../programme/blanks.ts'
import { type Moved, withEnd } from '../programme/timeline.ts'
import { problemsOf } from './hindrances.ts'
import { ApplyInput, EndInput, FillInput } from './model.ts'
import { prepare, refuse } from './plan.ts'
import {
  addVersion,
  byWhom,
  endVersion,
  listFills,
  listVersions,
  lockVersions,
  putNumber,
  withdrawVersion,
} from './store.ts'

const note = (d: Doing, from: Origin, kind: AuditKind, subject: string) =>
  writeAudit(d.tx, d.house, d.caller.jurisdictionId, from, {
    kind,
    subject,
    ...(byWhom(d) && { memberId: byWhom(d) ?? undefined }),
  })

/** Writes what a change does to the versions there are. */
async function move(d: Doing, { ended, withdrawn }: Moved) {
  for (const one of ended) await endVersion(d, one)
  for (const one of withdrawn) await withdrawVersion(d, one)
}

/** Once it is written, this process goes by it at once, and the others within a minute (src/interop/jobs.ts). */
const thenReload =
  <In, Out>(run: (house: House, caller: Caller, input: In) => Promise<Out>) =>
  async (house: House, caller: Caller, input: In): Promise<Out> => {
    const done = await run(house, caller, input)
    await house.schemes.reload(caller.jurisdictionId)
    return done
  }

/**
 * Puts a file into force from a day on. Refused with `scheme.faulty` and every fault, `scheme.day-past`, `scheme.days`; with `scheme.changed`
 * when something is not as it was in the plan that was looked at; with `scheme.clash`, `scheme.in-use` and `scheme.locks-out` as the plan says.
 */
export const applyScheme = (from: Origin = {}) =>
  thenReload(
    command(ApplyInput, async (d, input) => {
      await lockVersions(d.tx, d.caller.jurisdictionId)
      const prepared = await prepare(d, input)
      if ('faults' in prepared)
        throw new Refusal(
          'scheme.faulty',
          { n: prepared.faults.length },
          prepared.faults.map(({ line, path, says, remedy }) => ({
            path: line === null ? path : `${line}: ${path}`,
            message: `${says} ${remedy}`.trim(),
          })),
        )
      if (prepared.token !== input.token) throw new Refusal('scheme.changed')
      for (const problem of prepared.problems) refuse(problem)
      const { next, moved } = prepared
      await move(d, moved)
      await addVersion(d, { ...next, sha256: sha256(next.source).toString('hex') })
      await note(d, from, 'scheme-applied', `${next.code} ${next.version}`)
      return { code: next.code, version: next.version, startsOn: next.startsOn, endsOn: next.endsOn }
    }),
  )

/**
 * Ends a scheme with a day, today or later; what was to begin after it never does. Refused with `not-found`, `scheme.day-past`,
 * `scheme.not-running` when nothing of it runs beyond that day, and with `scheme.in-use` and `scheme.locks-out`.
 */
export const endScheme = (from: Origin = {}) =>
  thenReload(
    command(EndInput, async (d, { code, on }) => {
      const today = dayOf(d.at)
      await lockVersions(d.tx, d.caller.jurisdictionId)
      const before = (await listVersions(d.tx)).filter((v) => !v.withdrawn)
      if (!before.some((v) => v.code === code)) throw new Refusal('not-found')
      if (on < today) throw new Refusal('scheme.day-past', { day: on, today })
      const { after, ...moved } = withEnd(before, code, on)
      if (!moved.ended.length && !moved.withdrawn.length) throw new Refusal('scheme.not-running', { code, day: on })
      for (const problem of await problemsOf(d, { before, after })) refuse(problem)
      await move(d, moved)
      await note(d, from, 'scheme-ended', `${code} ${on}`)
      return { ended: moved.ended.length, withdrawn: moved.withdrawn.length }
    }),
  )

/**
 * Puts a number where the document has none, in every version that runs or is to run. On the day it was put it may be put right; later
 * only another version of the file changes it, or what was promised would move under people's feet. Refused with `not-found`,
 * `scheme.no-blank`, `scheme.blank-filled`, `input.invalid` for a share above one.
 */
export const fillBlank = (from: Origin = {}) =>
  thenReload(
    command(FillInput, async (d, { code, blank, number }) => {
      const today = dayOf(d.at)
      await lockVersions(d.tx, d.caller.jurisdictionId)
      const open = (await listVersions(d.tx)).filter(
        (v) => v.code === code && !v.withdrawn && (v.endsOn === null || v.endsOn >= today),
      )
      if (!open.length) throw new Refusal('not-found')
      const those = open.filter((v) => blanksOf(v.scheme).some((b) => b.key === blank))
      if (!those.length) throw new Refusal('scheme.no-blank', { blank })
      const share = those.some((v) => 'coverage' in (v.scheme.duties[blank]?.measure ?? {}))
      if (share && number > 1) throw new Refusal('input.invalid', {}, [{ path: 'number', message: 'share' }])
      const last = (await listFills(d.tx, code)).find((f) => f.blank === blank)
      const filled = those.map((v) => v.filled[blank]).find((n) => n !== undefined)
      if (filled !== undefined && last && dayOf(last.at) !== today)
        throw new Refusal('scheme.blank-filled', { day: dayOf(last.at), number: filled })
      for (const one of those) await putNumber(d, one, blank, number)
      await note(d, from, 'scheme-filled', `${code} ${blank} ${number}`)
      return { code, blank, number }
    }),
  )
