/** The petition beside the case: what was entered, every statutory step with its article and date, the written answers. */
import type { CaseView } from '../../api.ts'
import { useMay } from '../../queries.ts'
import { useSpeech } from '../../texts.ts'
import { Row, Rows } from '../Rows.tsx'
import { dayText } from '../when.ts'
import { ExternalNumber } from './ExternalNumber.tsx'
import './petition.css'

type Petition = NonNullable<CaseView['handled']>

export function PetitionPanel({ c }: { c: CaseView }) {
  const { t, language } = useSpeech()
  const may = useMay()
  const p = c.handled
  if (!p) return null
  const paper = `/api/v1/cases/${c.id}/petition-export`
  return (
    <section className="petition" aria-label={t('petition.panel')}>
      <h3>{t('petition.panel')}</h3>
      {p.grave && <span className="tag tag-late">{t('petition.grave')}</span>}
      <Rows>
        <Row label={t('petition.number')}>
          <ExternalNumber number={p.number} />
        </Row>
        <Row label={t('petition.visit')}>{t(p.repeat ? 'petition.visit.repeat' : 'petition.visit.first')}</Row>
        <Row label={t('petition.persons')}>
          {t(p.group ? 'petition.persons-group' : 'petition.persons-n', { n: p.persons })}
        </Row>
        <Row label={t('petition.representatives')}>{p.representatives}</Row>
        <Row label={t('petition.received')}>{dayText(language, p.receivedOn)}</Row>
        <Row label={t('petition.kind')}>{t(`petition.kind.${p.kind ?? 'none'}`)}</Row>
        <Row label={t('petition.road')}>
          {p.road && [t(`petition.road.${p.road}`), p.where].filter(Boolean).join(' → ')}
        </Row>
      </Rows>
      <ol className="petition-steps">
        {p.clocks.map((clock) => (
          <StatutoryStep key={clock.clock} of={clock} />
        ))}
      </ol>
      {p.extension && (
        <p className="case-muted">
          {t('petition.extension-asked', { day: dayText(language, p.extension.until), reason: p.extension.reason })}
        </p>
      )}
      {p.final && <p className="case-muted">{t('petition.final')}</p>}
      {p.ended && <p className="case-muted">{t('petition.ended')}</p>}
      {may('case.petition') && (
        <ul className="petition-papers noprint">
          {p.opinions.map((o) => (
            <li key={o.stage}>
              <a href={`${paper}?format=html&stage=${o.stage}`} target="_blank" rel="noreferrer">
                {t('petition.print')} · {t(`petition.stage.${o.stage}`)}
              </a>
            </li>
          ))}
          <li>
            <a href={paper} download>
              {t('petition.download')}
            </a>
          </li>
        </ul>
      )}
    </section>
  )
}

const shape = { late: '▲', done: '■', runs: '●' } as const

function StatutoryStep({ of }: { of: Petition['clocks'][number] }) {
  const { t, language } = useSpeech()
  const over = !of.doneAt && of.whose !== 'organ' && Date.parse(of.dueAt) < Date.now()
  const how = of.late ? 'late' : of.doneAt || over ? 'done' : 'runs'
  const done = of.doneAt && dayText(language, of.doneAt)
  return (
    <li className={`petition-step petition-step-${how}`}>
      <span aria-hidden="true">{shape[how]}</span>
      <span>
        {t(`petition.clock.${of.clock}`)} <small>{t('petition.article', { n: of.article })}</small>
        <br />
        <small>
          {t('petition.until', { day: dayText(language, of.dueAt) })}
          {of.provisional && t('petition.provisional')}
          {done
            ? ` · ${t(of.whose === 'resident' ? 'petition.asked-on' : of.late ? 'petition.done-late' : 'petition.done-on', { day: done })}`
            : of.late || over
              ? ` · ${t(of.late ? 'petition.late' : 'petition.over')}`
              : ''}
        </small>
      </span>
    </li>
  )
}
