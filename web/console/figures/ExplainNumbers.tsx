/** The numbers put into a formula, each opening the cases it counts; what was left out, and who decided. */
import { Link } from '@tanstack/react-router'
import { ruleGrounds } from '../../../src/assessment/vocabulary.ts'
import type { Figure } from '../api.ts'
import { useScheme } from '../parts/useScheme.ts'
import { useName, useT } from '../texts.ts'
import { opens, type Where } from './parts.ts'

export type Numbers = { of: Figure; where: Where; now?: Figure | undefined }

export function ExplainNumbers({ of, where, now }: Numbers) {
  const t = useT()
  const name = useName()
  const { word } = useScheme()
  const n = (part: string, value: number) => {
    const filter = opens(of.formula, part, where)
    return filter && value > 0 ? (
      <Link to="/cases" search={filter}>
        {value}
      </Link>
    ) : (
      value
    )
  }
  const row = (key: string, label: string, value: React.ReactNode) => (
    <tr key={key}>
      <th scope="row">{label}</th>
      <td>{value}</td>
    </tr>
  )
  const answered = of.formula === 'response' ? 'answered-contact' : 'answered'
  const ground = (code: string) =>
    (ruleGrounds as readonly string[]).includes(code) ? t(`figures.ground.${code}`) : word('exclusions', code)
  return (
    <>
      <h3>{t('figures.explain.numbers')}</h3>
      <table className="numbers">
        <tbody>
          {row('met', t('figures.part.numerator'), n('met', of.numerator))}
          {row('base', t('figures.part.denominator'), n('base', of.denominator))}
          {of.percent !== null &&
            row(
              'rate',
              t(`figures.name.${of.formula}`),
              `${of.percent} % (${t('figures.interval.said', { low: of.lowPercent ?? 0, high: of.highPercent ?? 0 })})`,
            )}
          {of.formula !== 'response' && row('asked', t('figures.part.asked'), n('asked', of.reach.asked))}
          {of.formula !== 'response' &&
            row('reachable', t('figures.part.reachable'), n('reachable', of.reach.reachable))}
          {row('answered', t(`figures.part.${answered}`), n('answered', of.reach.answered))}
        </tbody>
      </table>
      <h3>{t('figures.explain.beside')}</h3>
      <table className="numbers">
        <tbody>{of.beside.map((b) => row(b.what, t(`figures.beside.${b.what}`), n(b.what, b.n)))}</tbody>
      </table>
      {of.channels.length > 0 && (
        <>
          <h3>{t('figures.explain.channels')}</h3>
          <table className="numbers">
            <tbody>
              {of.channels.map((c) =>
                row(
                  c.channel,
                  t(`figures.channel.${c.channel}`),
                  t('figures.of', { numerator: c.numerator, denominator: c.denominator }),
                ),
              )}
            </tbody>
          </table>
        </>
      )}
      {now && (
        <>
          <h3>{t('figures.explain.now')}</h3>
          <p>
            {t(`figures.name.${now.formula}`)} {now.percent ?? '–'} %,{' '}
            {t('figures.of', { numerator: now.numerator, denominator: now.denominator })}
          </p>
        </>
      )}
      <h3>{t('figures.explain.excluded')}</h3>
      {of.excluded.length === 0 ? (
        <p className="muted">{t('figures.explain.nothing-excluded')}</p>
      ) : (
        <table className="numbers">
          <tbody>
            {of.excluded.map((e) => (
              <tr key={`${e.ground}/${e.by?.id}`}>
                <th scope="row">
                  {ground(e.ground)} <span className="muted">· {e.by ? name(e.by) : t('figures.by-scheme')}</span>
                </th>
                <td>{e.n}</td>
              </tr>
            ))}
            {row(
              'all',
              t('figures.filter.excluded'),
              n(
                'excluded',
                of.excluded.reduce((sum, e) => sum + e.n, 0),
              ),
            )}
          </tbody>
        </table>
      )}
    </>
  )
}
