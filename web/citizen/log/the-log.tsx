/** The public log for people: what it is, its newest signed head to print or keep, and how to check. */
import { listHeads } from '../../../src/cases/public-log/heads.ts'
import { grouped } from '../../../src/cases/public-log/leaf.ts'
import { noteOf } from '../../../src/kernel/signed-head.ts'
import { t, timeText } from '../../../src/kernel/texts.ts'
import { page } from '../engine.tsx'

const shown = 5

export const theLog = page({
  path: '/log',
  needs: 'nothing',
  title: (v) => t(v.language, 'log.title'),
  view: async (v) => {
    const heads = await v.house.db.transaction({ jurisdictionId: v.jurisdiction.id }, (tx) =>
      listHeads(tx, undefined, shown),
    )
    const [newest] = heads
    return (
      <>
        <p>{t(v.language, 'log.what')}</p>
        <p>{t(v.language, 'log.nothing-personal')}</p>
        <h2>{t(v.language, 'log.newest')}</h2>
        {newest ? (
          <>
            <p>
              {t(v.language, 'log.page', {
                number: newest.number,
                size: newest.size,
                time: timeText(v.language, newest.at),
              })}
            </p>
            <p class="quote">
              <code class="small">{noteOf(newest).trimEnd()}</code>
            </p>
            <div class="actions">
              <a href="/log/head.txt">{t(v.language, 'log.take-head')}</a>
              <a href="/log/key.txt">{t(v.language, 'log.take-key')}</a>
            </div>
            <p class="muted small">
              {t(v.language, 'log.key', { algorithm: newest.key.algorithm === 'sm2' ? 'SM2' : 'Ed25519' })}
              <br />
              <code>{grouped(newest.key.id.toString('hex'))}</code>
            </p>
          </>
        ) : (
          <p class="muted">{t(v.language, 'log.none-yet')}</p>
        )}
        <h2>{t(v.language, 'log.how')}</h2>
        <ol>
          <li>{t(v.language, 'log.how-look')}</li>
          <li>{t(v.language, 'log.how-keep')}</li>
          <li>{t(v.language, 'log.how-compare')}</li>
          <li>{t(v.language, 'log.how-program')}</li>
        </ol>
        {heads.length > 1 && (
          <>
            <h2>{t(v.language, 'log.earlier')}</h2>
            <ul>
              {heads.slice(1).map((h) => (
                <li>
                  {t(v.language, 'log.page', { number: h.number, size: h.size, time: timeText(v.language, h.at) })}
                  <br />
                  <code class="small">{h.root.toString('base64')}</code>
                </li>
              ))}
            </ul>
          </>
        )}
      </>
    )
  },
})
