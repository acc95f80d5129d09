/** The paper of one case: plain, black on white, A4; words, story, answer and times, with the mark of who took it out. */
import { raw } from 'hono/html'
import type { Language } from '../../kernel/app.ts'
import { t } from '../../kernel/texts.ts'
import { fontFamily, stamp, watermarkSheet } from '../../kernel/watermark.ts'
import type { Programme } from '../../programme/model.ts'
import type { CaseView } from '../views.ts'
import { answerWords, lastAnswer } from '../vocabulary.ts'

type About = { language: Language; scheme: Programme; by: string; at: string }

const style = `
@page{size:A4;margin:25mm 24mm 16mm 26mm}
*{box-sizing:border-box}
body{margin:0 auto;max-width:160mm;padding:10mm 0;font:11pt/1.6 ${fontFamily};color:#000;background:#fff;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
h1{font-size:18pt;text-align:center;margin:0 0 6mm}h2{font-size:13pt;margin:7mm 0 2mm;break-after:avoid}
p{margin:0 0 2mm}.words{white-space:pre-wrap;border-left:1mm solid #000;padding-left:4mm}
table{width:100%;border-collapse:collapse}td,th{padding:0;font-weight:400;text-align:left;vertical-align:top}
.facts td,.facts th{border:1px solid #000;padding:1mm 2mm}.facts th{width:24%}
ol{padding-left:6mm;margin:0}li{margin:0 0 3mm;break-inside:avoid}.said{white-space:pre-wrap}
.mark{position:fixed;inset:0;width:100%;height:100%;pointer-events:none;z-index:9}
.foot{position:fixed;left:0;right:0;bottom:0;padding:1mm 4mm;border-top:1px solid #000;font-size:9pt;background:#fff;text-align:center}
.room{height:12mm}
@media print{body{max-width:none;padding:0}}
`
/** The order in which the words of a step are read. */
const said = ['explanation', 'reason', 'standard', 'plan', 'keeps', 'words', 'note', 'why'] as const

/** The whole document, which asks nobody for anything. */
export function exportPage(c: CaseView, about: About): string {
  const { language } = about
  const say = (key: string, params: Record<string, string | number> = {}) => t(language, key, params)
  const mark = `${about.by} ${about.at} ${c.number}`
  const title = say('reads.export.title', { number: c.number })
  const page = (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <style>{raw(style)}</style>
      </head>
      <body>
        {raw(watermarkSheet(mark, 'class="mark"'))}
        <p class="foot">{say('reads.export.foot', { name: about.by, at: about.at, number: c.number })}</p>
        {/* a table's foot is repeated on every page: it keeps the room for the line that is fixed there */}
        <table>
          <tfoot>
            <tr>
              <td class="room" />
            </tr>
          </tfoot>
          <tbody>
            <tr>
              <td>
                <h1>{title}</h1>
                <Facts c={c} about={about} say={say} />
                <h2>{say('case.words')}</h2>
                <p class="words">{c.words}</p>
                <Answer c={c} say={say} language={language} />
                <h2>{say('case.thread')}</h2>
                <Story c={c} say={say} language={language} />
                <p>{say('reads.export.masked')}</p>
              </td>
            </tr>
          </tbody>
        </table>
      </body>
    </html>
  )
  return `<!DOCTYPE html>${String(page)}`
}

type Say = (key: string, params?: Record<string, string | number>) => string
const orgName = (language: Language, org: { name: string; nameEn: string } | null) =>
  org ? (language === 'en' && org.nameEn ? org.nameEn : org.name) : ''

const Facts = ({ c, about, say }: { c: CaseView; about: About; say: Say }) => {
  const { language, scheme } = about
  const word = (list: 'channels' | 'categories' | 'natures', code: string | null) =>
    code ? (scheme[list][code]?.name[language] ?? code) : ''
  const person = c.contact && !c.contact.erased ? [c.contact.name, c.contact.phone].filter(Boolean).join(' ') : ''
  const rows: [string, string][] = [
    ['reads.export.state', say(`words.state.${c.state}`)],
    ['case.village', orgName(language, c.village)],
    ['case.place', c.place ?? ''],
    ['reads.export.came', `${stamp(new Date(c.registeredAt))} ${word('channels', c.channel)}`],
    ['case.contact', person || say(c.contact?.erased ? 'case.contact-erased' : 'case.no-contact')],
    ['case.category', [word('categories', c.category), word('natures', c.nature)].filter(Boolean).join(' / ')],
    ['case.holder', orgName(language, c.holder)],
    ['reads.export.due', c.dueAt ? stamp(new Date(c.dueAt)) : ''],
    ['case.outcome', c.outcome ? say(`words.outcome.${c.outcome}`) : ''],
    ['case.satisfied', c.satisfied ? say(`words.grade.${c.satisfied}`) : ''],
  ]
  return (
    <table class="facts">
      <tbody>
        {rows
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <tr>
              <th scope="row">{say(label)}</th>
              <td>{value}</td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}

type Part = { c: CaseView; say: Say; language: Language }
const Answer = ({ c, say, language }: Part) => {
  const answer = lastAnswer(c.events)
  if (!answer) return null
  return (
    <>
      <h2>{say('case.text.answer')}</h2>
      <p>{[stamp(new Date(answer.at)), orgName(language, answer.actor.org)].filter(Boolean).join(' ')}</p>
      <p class="words">{answerWords(answer.texts) ?? ''}</p>
    </>
  )
}

const Story = ({ c, say, language }: Part) => (
  <ol>
    {c.events.map((e) => (
      <li>
        <p>
          {stamp(new Date(e.at))} {say(`words.did.${e.type}`)}
          {' · '}
          {[e.actor.member?.name ?? say(`case.actor.${e.actor.kind}`), orgName(language, e.actor.org)]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {e.type !== 'register' &&
          said.map((field) =>
            e.texts[field] ? (
              <p class="said">{say('reads.export.said', { label: say(`case.text.${field}`), text: e.texts[field] })}</p>
            ) : null,
          )}
      </li>
    ))}
  </ol>
)
