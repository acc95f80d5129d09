/** It is in: number and query code, large enough to read out, on one sheet to keep. */
import { raw } from 'hono/html'
import { grouped } from '../../../src/cases/public-log/leaf.ts'
import { t } from '../../../src/kernel/texts.ts'
import { page } from '../engine.tsx'
import { receiptLink, spaced } from '../numbers.ts'
import { Day } from '../parts.tsx'
import { qrSvg } from '../qr.ts'
import { unitOf } from './about.ts'

export const sent = page({
  path: '/report/sent',
  needs: 'sent',
  title: (v) => v.t('sent.title'),
  view: async (v) => {
    const { number, code, leaf, dueAt, dueProvisional } = v.receipt
    const unit = unitOf(v.draft, v.directory)
    const link = receiptLink(v.options.publicUrl(v.ctx), v.receipt)
    return (
      <>
        <p class="note good">
          {v.t('sent.by')}{' '}
          <b>
            <Day v={v} at={dueAt} />
          </b>{' '}
          {v.t(v.anonymous ? 'sent.by-then-anonymous' : 'sent.by-then')}
          {dueProvisional && ` ${v.t('provisional')}`}
        </p>
        <div class="card paper">
          <div>
            <div>{v.t('sent.number')}</div>
            <div class="codes">{number}</div>
            <div>{v.t('sent.code')}</div>
            <div class="codes">{spaced(code)}</div>
          </div>
          <div>
            <span role="img" aria-label={v.t('sent.qr')}>
              {raw(await qrSvg(link))}
            </span>
            <span class="muted small">{v.t('sent.qr-how')}</span>
            <br />
            <span class="muted small">
              {v.t('sent.or-go', { url: `${v.options.publicUrl(v.ctx)}/track/your-code` })}
            </span>
          </div>
          <p class="small">
            {t(v.language, 'log.leaf')}
            <br />
            <code>{grouped(leaf)}</code>
          </p>
        </div>
        <p>{v.t(v.anonymous ? 'sent.keep-anonymous' : 'sent.keep')}</p>
        <p class="noprint">
          <a href="/report/receipt.txt">{t(v.language, 'log.take-receipt')}</a>
          <br />
          <span class="muted small">{t(v.language, 'log.leaf-why')}</span>
        </p>
        <h2>{v.t('sent.what-next')}</h2>
        <ol>
          <li>
            {unit
              ? v.t('sent.next-1-about', { above: unit.above ? v.name(unit.above) : '', unit: v.name(unit.unit) })
              : v.t('sent.next-1')}
          </li>
          <li>{v.t(unit ? 'sent.next-2-about' : 'sent.next-2')}</li>
          <li>{v.t('sent.next-3')}</li>
        </ol>
        <div class="actions">
          <a class="button" href="/track/your-request">
            {v.t('sent.look')}
          </a>
          <a href="/report/what-happened">{v.t('sent.another')}</a>
        </div>
      </>
    )
  },
})
