/** One case taken out of the house: a single HTML file that prints on A4, contact masked, marked on every page, and traced. */
import { command } from '../../access/command.ts'
import { stamp } from '../../kernel/watermark.ts'
import { openCase } from '../store.ts'
import { viewOpened } from '../view.ts'
import { exportPage } from './export-page.tsx'
import { readerName } from './mark.ts'
import { partsOf, WhichCase } from './read-case.ts'
import { traceReads } from './trace.ts'

/**
 * The file as a download. What staff said among themselves stays inside: paper that leaves the house holds what the resident may read.
 * Refused with `not-found` outside the reader's scope.
 */
export const exportCase = command(WhichCase, async (d, { caseId }) => {
  const row = await openCase(d.tx, caseId)
  const whole = await viewOpened(d, row)
  const view = { ...whole, events: whole.events.filter((e) => e.audience === 'everyone') }
  const fields = partsOf(view).filter((part) => part !== 'files')
  await traceReads(d, [row], { kind: 'export', fields })
  const { name } = await readerName(d)
  const html = exportPage(view, {
    language: d.caller.language,
    scheme: d.house.scheme,
    by: name,
    at: stamp(d.at),
  })
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-disposition': `attachment; filename="${row.number}.html"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      // opened in place it may show and print, and nothing else
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-modals",
    },
  })
})
