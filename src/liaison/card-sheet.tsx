/** Cards on A4, ten to a page with marks to cut along: black on white, readable after a poor copy. One HTML text, no script, no picture to load. */
import { raw } from 'hono/html'
import qrcode from 'qrcode'
import type { Language } from '../kernel/app.ts'
import { t } from '../kernel/texts.ts'
import { spacedCode } from './card-code.ts'
import type { PrintedCard, ToPrint } from './print-cards.ts'

const perPage = 10
/** 90 × 54 mm, two beside each other, five under each other. */
const style = `
@page{size:A4;margin:13.5mm 15mm}*{box-sizing:border-box}
body{margin:0;font:9.5pt/1.35 "PingFang SC","HarmonyOS Sans SC","Source Han Sans SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:#000;background:#fff}
.sheet{display:grid;grid-template-columns:90mm 90mm;grid-auto-rows:54mm;width:180mm;break-after:page}
.sheet:last-child{break-after:auto}
.card{position:relative;padding:4mm 4.5mm;overflow:hidden;display:grid;grid-template-columns:1fr 25mm;grid-template-rows:auto 1fr auto;gap:0 3mm}
.card i{position:absolute;width:4mm;height:4mm;border:0 solid #000}
.card i:nth-of-type(1){top:0;left:0;border-width:.2mm 0 0 .2mm}.card i:nth-of-type(2){top:0;right:0;border-width:.2mm .2mm 0 0}
.card i:nth-of-type(3){bottom:0;left:0;border-width:0 0 .2mm .2mm}.card i:nth-of-type(4){bottom:0;right:0;border-width:0 .2mm .2mm 0}
.head{grid-column:1/3;font-weight:700;font-size:9pt;border-bottom:.3mm solid #000;padding-bottom:1mm;margin-bottom:1.5mm;display:flex;justify-content:space-between;gap:3mm}
.head span:last-child{font-weight:400;white-space:nowrap}
.words{min-width:0;overflow:hidden}.small{font-size:8pt}.name{font-size:14pt;font-weight:700;line-height:1.2}
.phone{font-size:12pt;font-weight:700;font-variant-numeric:tabular-nums}
.to{border-top:.2mm dotted #000;margin-top:1mm;padding-top:1mm}
.code{grid-row:2/4;grid-column:2;text-align:center;font-size:7.5pt;line-height:1.25}.code svg{width:24mm;height:24mm;display:block;margin:0 auto}
.code b{font:700 8pt/1.3 ui-monospace,"Courier New",monospace;white-space:nowrap}
.foot{font-size:7.5pt;align-self:end}
@media screen{body{background:#f6f5f2;padding:4mm}.sheet{background:#fff;margin:0 auto 6mm;padding:13.5mm 15mm;width:210mm;min-height:297mm;align-content:start}}`

const square = async (url: string) =>
  (await qrcode.toString(url, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' })).replace(
    '<svg ',
    '<svg aria-hidden="true" ',
  )

type At = { readonly language: Language; readonly publicUrl: string; readonly office: string }

/** The sheets as a whole document. */
export async function cardSheets(what: ToPrint, at: At): Promise<string> {
  const squares = new Map<string, string>()
  for (const { code } of what.cards)
    if (!squares.has(code)) squares.set(code, await square(`${at.publicUrl}/card/${code}`))
  const pages = Array.from({ length: Math.ceil(what.cards.length / perPage) }, (_, i) =>
    what.cards.slice(i * perPage, (i + 1) * perPage),
  )
  const html = await (
    <html lang={at.language}>
      <head>
        <meta charset="utf-8" />
        <title>{t(at.language, 'liaison.sheet.title', { kind: what.title[at.language], n: what.cards.length })}</title>
        <style>{raw(style)}</style>
      </head>
      <body>
        {pages.map((cards) => (
          <div class="sheet">
            {cards.map((card) => (
              <Card card={card} what={what} at={at} square={squares.get(card.code) ?? ''} />
            ))}
          </div>
        ))}
      </body>
    </html>
  )
  return `<!DOCTYPE html>${String(html)}`
}

function Card({ card, what, at, square }: { card: PrintedCard; what: ToPrint; at: At; square: string }) {
  const { language } = at
  const named = (of: { name: string; nameEn: string }) => (language === 'en' ? of.nameEn : of.name)
  const unit = (of: { unit: string; unitEn: string }) => (language === 'en' ? of.unitEn : of.unit)
  const { from, to } = card
  const home = to.number === null ? '' : t(language, 'liaison.sheet.home', { group: to.group ?? '', n: to.number })
  return (
    <div class="card">
      <i />
      <i />
      <i />
      <i />
      <div class="head">
        <span>{what.title[language]}</span>
        <span>{at.office}</span>
      </div>
      <div class="words">
        <div class="small">{what.residentsRead[language]}</div>
        <div class="name">{named(from)}</div>
        <div class="small">{unit(from)}</div>
        {from.phone && <div class="phone">{from.phone}</div>}
        <div class="to small">
          {[unit(to), home, named(to) === unit(to) ? '' : named(to), to.phone].filter(Boolean).join(' · ')}
        </div>
      </div>
      <div class="code">
        {raw(square)}
        <b>{spacedCode(card.code)}</b>
        <div>{t(language, 'liaison.sheet.scan')}</div>
      </div>
      <div class="foot">
        {t(language, 'liaison.sheet.foot', { url: `${at.publicUrl.replace(/^https?:\/\//, '')}/card` })}
      </div>
    </div>
  )
}
