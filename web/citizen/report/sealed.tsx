/** Sealed and kept for the discipline office: a number, and where to ask. Nothing here knows what was sent. */
import { page } from '../engine.tsx'
import { Tel } from '../parts.tsx'

export const sealedReport = page({
  path: '/report/sealed',
  needs: 'sealed',
  title: (v) => v.t('sealed.title'),
  view: (v) => {
    const { number } = v.house.scheme.about.discipline
    return (
      <>
        <p class="note good">{v.t('sealed.done')}</p>
        <div class="card">
          <div>{v.t('sent.number')}</div>
          <div class="codes">{v.number}</div>
        </div>
        <p>{v.t('sealed.keep')}</p>
        <p>
          {v.t('sealed.ask')} <Tel phone={number} />
        </p>
        <div class="actions">
          <a href="/">{v.t('frame.home')}</a>
        </div>
      </>
    )
  },
})
