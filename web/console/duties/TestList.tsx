/** Tests of completeness: how many are met, and who is left out. */
import { useSpeech } from '../texts.ts'
import type { Coverage, WhichTest } from './queries.ts'
import { spanText } from './words.ts'

type Share = { total: number; met: number }
type Props = { tree: Coverage; open: (which: WhichTest) => void }

export function TestList({ tree, open }: Props) {
  const { t, language } = useSpeech()
  return (
    <section className="tests">
      <h2>{t('duties.coverage.tests')}</h2>
      <div className="test-cards">
        {tree.tests.map((x) => {
          const left = ({ total, met }: Share, org: string) =>
            total === met ? (
              <span className="muted">{t('duties.coverage.all-met')}</span>
            ) : (
              <button
                type="button"
                className="number"
                onClick={() => open({ programme: x.programme, version: x.version, test: x.test, org })}
              >
                {t('duties.coverage.left', { n: total - met })}
              </button>
            )
          return (
            <article key={`${x.programme}/${x.test}`} className="test">
              <h3>{x.name}</h3>
              <p className="muted">
                {x.scheme} · {spanText(t, language, x)}
              </p>
              <ul>
                <li className="all">
                  <span>{t('duties.coverage.total')}</span>
                  <span className="figures">{t('duties.coverage.met', x.all)}</span>
                  {left(x.all, tree.org.id)}
                </li>
                {tree.units
                  .filter((u) => u.id !== tree.org.id && x.units[u.id])
                  .map((u) => (
                    <li key={u.id}>
                      <span>{u.name}</span>
                      <span className="figures">{t('duties.coverage.met', x.units[u.id] as Share)}</span>
                      {left(x.units[u.id] as Share, u.id)}
                    </li>
                  ))}
              </ul>
            </article>
          )
        })}
      </div>
    </section>
  )
}
