/** The written opinion as a plain A4 page to print: the fields of article 32, who issued it and when. The seal is stamped, never drawn. */
import { raw } from 'hono/html'
import type { z } from 'zod'
import type { Language } from '../../kernel/app.ts'
import { dayOf } from '../../kernel/calendar/deadline.ts'
import { t } from '../../kernel/texts.ts'
import type { PetitionExport } from './paper.ts'

type Paper = z.input<typeof PetitionExport>

/** `2026年3月5日`, no zeros; in English `5 March 2026`. */
const dateOnPaper = (language: Language, iso: string) => {
  const at = new Date(iso)
  if (language === 'en')
    return new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', dateStyle: 'long' }).format(at)
  const [year = 0, month = 0, day = 0] = dayOf(at).split('-').map(Number)
  return t(language, 'petition.paper.date', { year, month, day })
}

// GB/T 9704: A4, 37 mm on top, 28 left, 26 right, 35 below; 16 pt 仿宋, 28 characters a line, 22 lines a page
const css = `@page{size:A4;margin:37mm 26mm 35mm 28mm}
*{box-sizing:border-box}
body{margin:0;color:#000;background:#fff;font:16pt/29pt FangSong,"FangSong_GB2312","STFangsong","Noto Serif CJK SC",serif}
main{max-width:156mm;margin:0 auto}
h1{margin:0 0 29pt;font:22pt/36pt "FZXiaoBiaoSong-B05S","Source Han Serif SC","Noto Serif CJK SC",SimSun,serif;font-weight:600;text-align:center}
h2{margin:0;font:16pt/29pt SimHei,"Source Han Sans SC","Noto Sans CJK SC",sans-serif;break-after:avoid}
p{margin:0;text-indent:2em;text-align:justify;overflow-wrap:anywhere;orphans:2;widows:2}
.plain{text-indent:0}.blank{display:inline-block;min-width:8em;border-bottom:0.35mm solid #000}
.end{margin-top:58pt;text-align:right;text-indent:0;padding-right:4em;break-inside:avoid;line-height:29pt}
@media screen{body{background:#f6f5f2}main{max-width:210mm;min-height:297mm;margin:16px auto;padding:37mm 26mm 35mm 28mm;background:#fff;box-shadow:0 1px 6px #0003}}
@media screen and (max-width:700px){main{margin:0;min-height:0;padding:24px 20px}body{background:#fff}}`

export function OpinionPage({
  paper,
  language,
  stage,
}: {
  paper: Paper
  language: Language
  stage?: string | undefined
}) {
  const opinion = [...paper.opinions].reverse().find((o) => !stage || o.stage === stage)
  if (!opinion) return null
  const name = language === 'en' ? opinion.org?.nameEn : opinion.org?.name
  const parts = [
    ['request', opinion.request],
    ['facts', opinion.facts],
    ['opinion', opinion.opinion],
    ['outcome', t(language, `petition.outcome-is.${opinion.outcome}`)],
    ['review', opinion.review],
  ] as const
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${t(language, `petition.paper.title.${opinion.stage}`)} ${paper.caseNumber}`}</title>
        <style>{raw(css)}</style>
      </head>
      <body>
        <main>
          <h1>{t(language, `petition.paper.title.${opinion.stage}`)}</h1>
          <p class="plain">
            {t(language, 'petition.paper.to')}
            <span class="blank" />
          </p>
          <p class="plain">
            {t(language, 'petition.paper.numbers', { number: paper.caseNumber, external: paper.number ?? '—' })}
          </p>
          {parts.map(([part, text]) => (
            <section>
              <h2>{t(language, `petition.paper.part.${part}`)}</h2>
              {text.split(/\n+/).map((paragraph) => (
                <p>{paragraph}</p>
              ))}
            </section>
          ))}
          <div class="end">
            {name}
            <br />
            {dateOnPaper(language, opinion.at)}
          </div>
        </main>
      </body>
    </html>
  )
}
