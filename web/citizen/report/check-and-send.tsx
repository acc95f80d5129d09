/** Everything once more before it goes: the words, who will read them, and what others will see. */
import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { type Draft, draftScope, keepDraft, listDraftFiles } from '../../../src/cases/draft.ts'
import { Intake } from '../../../src/cases/model.ts'
import { takeIn } from '../../../src/cases/service.ts'
import { parseInput } from '../../../src/kernel/http/input.ts'
import { page, type VisitWith } from '../engine.tsx'
import { FileList } from '../files.tsx'
import { PostForm } from '../parts.tsx'
import { aboutWhom, asksAbout, unitOf } from './about.ts'
import { FoundNote, Marked, othersIn, WhoSeesWhat } from './who-sees-what.tsx'

export const checkAndSend = page({
  path: '/report/check-and-send',
  needs: 'draft',
  title: (v) => v.t('check.title'),
  input: z.object({}),
  view: async (v) => {
    const { draft, id } = v.kept
    const files = await listDraftFiles(v.house, v.jurisdiction.id, id)
    const found = othersIn(draft)
    const village = v.directory.villages.find((x) => x.id === draft.villageId)
    const town = v.directory.towns.find((x) => x.id === village?.townId)
    const unit = unitOf(draft, v.directory)
    return (
      <>
        <dl class="check">
          <Row v={v} what="what-happened" label={v.t('check.words')}>
            <Marked words={draft.words} spans={found} />
            <FoundNote v={v} spans={found} />
          </Row>
          <Row v={v} what="where" label={v.t('check.where')}>
            {village ? v.name(village) : v.t('check.missing')}
            {draft.place && ` · ${draft.place}`}
          </Row>
          <Row v={v} what="photos" label={v.t('check.files')}>
            {files.length ? <FileList v={v} base="/report/files" files={files} /> : v.t('check.no-files')}
          </Row>
          <Row v={v} what="how-to-reach-you" label={v.t('check.contact')}>
            {contactLine(v, draft.contact)}
          </Row>
          {draft.about && draft.about.kind !== 'none' && (
            <Row v={v} what="about-someone" label={v.t('check.about')}>
              {unit ? v.name(unit.unit) : v.t(draft.about.kind === 'county' ? 'about.county' : 'check.missing')}
            </Row>
          )}
        </dl>
        {unit ? (
          <div class="card">
            <p>
              <b>{v.t('check.who-reads')}</b>{' '}
              {v.t('check.who-reads-about', {
                above: unit.above ? v.name(unit.above) : '',
                unit: v.name(unit.unit),
              })}
            </p>
            <p>
              <b>{v.t('check.others-see')}</b> {v.t('check.others-see-about')}
            </p>
          </div>
        ) : (
          <WhoSeesWhat
            v={v}
            village={village ? v.name(village) : ''}
            town={town ? v.name(town) : ''}
            anonymous={typeof draft.contact !== 'object'}
          />
        )}
        <PostForm action="/report/check-and-send">
          <div class="actions">
            <button type="submit" class="main">
              {v.t('check.send')}
            </button>
          </div>
        </PostForm>
        {!unit && (
          <p>
            <a href="/report/about-someone">{v.t('check.about-link')}</a>
          </p>
        )}
        <p class="muted small">
          <a href="/privacy">{v.t('frame.privacy')}</a>
        </p>
      </>
    )
  },
  next: async (v) => {
    const { draft, id } = v.kept
    if (!draft.villageId) return '/report/where'
    if (asksAbout(v.house.scheme, draft)) return '/report/about-someone'
    if (draft.about?.kind === 'county') return '/report/to-discipline'
    if (!draft.contact) return '/report/how-to-reach-you'
    const about = aboutWhom(draft, v.directory)
    if (draft.about && draft.about.kind !== 'none' && !about) return '/report/about-someone'
    await v.options.intakeAllowed(v.ctx)
    const { villageId, contact } = draft
    const files = await listDraftFiles(v.house, v.jurisdiction.id, id)
    const given = contact === 'none' ? undefined : contact
    // one transaction: the request, its files, and the draft that now only holds the receipt
    const receipt = await v.house.db.transaction(draftScope(v.jurisdiction.id, id), async (tx) => {
      const request = parseInput(
        Intake,
        {
          clientKey: draft.clientKey,
          villageId,
          words: draft.words,
          language: v.language,
          files: files.map((f) => f.id),
          ...(draft.place && { place: draft.place }),
          ...(given && { contact: given }),
          ...(about && { about }),
        },
        v.language,
      )
      const done = await takeIn(v.house, v.caller(), request, tx)
      const { id: _, ...receipt } = done
      const sent: Draft = {
        clientKey: draft.clientKey,
        words: '',
        shown: [],
        ...(!given && { contact: 'none' as const }),
        ...(about && { about: draft.about, villageId }),
        sent: receipt,
      }
      await keepDraft(v.house, v.jurisdiction.id, { id, draft: sent }, tx)
      return done
    })
    v.house.nudge()
    v.remember.tracked(receipt.id)
    return '/report/sent'
  },
})

const contactLine = (v: VisitWith<'draft'>, contact: Draft['contact']) => {
  if (!contact) return v.t('check.missing')
  return contact === 'none' ? v.t('check.anonymous') : [contact.phone, contact.name].filter(Boolean).join(' · ')
}

const Row = ({ v, what, label, children }: { v: VisitWith<'draft'>; what: string; label: string; children: Child }) => (
  <div>
    <dt>{label}</dt>
    <dd>
      <div class="said">{children}</div>
      <a href={`/report/${what}`} aria-label={v.t('check.change-what', { what: label })}>
        {v.t('check.change')}
      </a>
    </dd>
  </div>
)
