/** On the page of a request: whether it stands in the public log as it was registered, and the receipt that proves it. */
import { grouped } from '../../../src/cases/public-log/leaf.ts'
import type { Standing } from '../../../src/cases/public-log/standing.ts'
import { t } from '../../../src/kernel/texts.ts'
import type { Visit } from '../visit.ts'

export function InTheLog({ v, standing: { state, receipt } }: { v: Visit; standing: Standing }) {
  return (
    <>
      <h2>
        <a href="/log">{t(v.language, 'log.title')}</a>
      </h2>
      <p class={`note ${state === 'standing' ? 'good' : state === 'broken' ? 'late' : ''}`}>
        {t(v.language, `log.state-${state}`, { position: (receipt.proof?.index ?? 0) + 1 })}
      </p>
      <p class="muted small">
        {t(v.language, 'log.leaf')}
        <br />
        <code>{grouped(receipt.leaf)}</code>
      </p>
      <p class="noprint">
        <a href="/track/receipt.txt">{t(v.language, receipt.proof ? 'log.take-proof' : 'log.take-receipt')}</a>
      </p>
    </>
  )
}
