/** The residents' pages' one style sheet: inline, small, and named by its hash in the content security policy. */
import { createHash } from 'node:crypto'
import { cssVariables, tokens } from '../tokens.ts'

const { size, font } = tokens

const css = `
:root{${cssVariables};--text:${size.residentText}px;--target:${size.button}px;--r:${size.radius}px}
.text-large{--text:24px}.text-largest{--text:30px}
.elder{--text:${size.elderText}px;--target:${size.elderButton}px;--ink:#000;--muted:#22262b;--ground:#fff;--field-border:#1c2024;--line:#5a6068;--action:#0b3d75}
.elder.text-largest{--text:32px}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:16px}
body{margin:0;background:var(--ground);color:var(--ink);font:400 var(--text)/${font.lineHeight} ${font.family};font-variant-numeric:tabular-nums;overflow-wrap:anywhere;border-top:${size.band}px solid var(--brand)}
a{color:var(--action);text-underline-offset:.18em}
a:hover{color:var(--action-hover);text-decoration-thickness:3px}
:focus-visible,[autofocus]:focus{outline:3px solid var(--focus);outline-offset:3px;box-shadow:0 0 0 3px var(--focus-inside)}
h1{font-size:1.5em;line-height:1.3;margin:.6em 0 .5em}
h2{font-size:1.15em;line-height:1.4;margin:1.6em 0 .5em}
p,ul,ol,dl{margin:.6em 0}
ul,ol{padding-left:1.3em}
header,main,footer{max-width:calc(var(--text)*36 + 32px);margin:0 auto;padding:0 16px}
header{font-size:16px;padding-top:8px}
.elder header{font-size:22px}
.who{display:flex;flex-wrap:wrap;gap:0 16px;justify-content:space-between;align-items:center}
.who .name{font-weight:700;color:var(--ink);text-decoration:none;font-size:1.15em}
.who .name:hover{text-decoration:underline}
.look{display:flex;flex-wrap:wrap;gap:8px;margin:0;min-width:0;border:0;border-bottom:1px solid var(--line);padding:4px 0 10px}
.look button{font:inherit;color:var(--ink);background:var(--paper);border:1px solid var(--field-border);border-radius:var(--r);min-height:44px;min-width:44px;padding:0 12px;cursor:pointer}
.elder .look button{min-height:60px;min-width:60px}
.look button:hover{border-color:var(--action);color:var(--action)}
.skip{position:absolute;left:-999em}
.skip:focus{position:static;display:block;padding:12px 16px}
main{padding-bottom:40px}
main:focus{outline:0}
footer{border-top:1px solid var(--line);padding-top:12px;padding-bottom:32px;font-size:16px;color:var(--muted)}
.elder footer{font-size:22px}
footer a{margin-right:20px}
:is(.who,.people,footer,.check dd) a,.actions a:not(.button){display:inline-flex;align-items:center;min-height:44px}
.elder :is(.who,.people,footer,.check dd) a,.elder .actions a:not(.button){min-height:60px}
.muted,.hint{color:var(--muted)}
.hint{display:block;margin:.1em 0 .5em}
.small{font-size:max(16px,.85em)}
.elder .less{display:none}
.card{background:var(--paper);border:1px solid var(--line);border-radius:var(--r);padding:12px 16px;margin:16px 0}
.card>:first-child{margin-top:0}.card>:last-child{margin-bottom:0}
.quote{white-space:pre-wrap;border-left:4px solid var(--line);padding-left:12px;margin:.6em 0}
.button,main button{display:inline-flex;align-items:center;justify-content:center;min-height:var(--target);padding:10px 24px;border:2px solid var(--action);border-radius:var(--r);background:var(--action);color:#fff;font:inherit;font-weight:700;line-height:1.3;text-decoration:none;cursor:pointer;text-align:center}
.button:hover,main button:hover{background:var(--action-hover);border-color:var(--action-hover);color:#fff}
.button.second,main button.second{background:var(--paper);color:var(--action);font-weight:400}
.button.second:hover,main button.second:hover{background:var(--elsewhere-ground);color:var(--action-hover)}
main button.warn{background:var(--late);border-color:var(--late)}
.big{display:flex;width:100%;font-size:1.15em;min-height:calc(var(--target) + 16px)}
.actions{display:flex;flex-direction:column;align-items:flex-start;gap:12px;margin:28px 0 0}
.actions.wide{align-items:stretch}
label,legend{font-weight:700}
legend{padding:0}
fieldset{border:0;padding:0;margin:20px 0;min-width:0}
.field{margin:20px 0}
input[type=text],input[type=tel],select,textarea{font:inherit;color:inherit;background:var(--paper);width:100%;min-height:var(--target);padding:8px 12px;border:2px solid var(--field-border);border-radius:var(--r)}
textarea{display:block;min-height:9em;resize:vertical}
input.short{max-width:11em;letter-spacing:.1em}
input[type=file]{font:inherit;font-size:max(16px,.85em);width:100%;min-height:var(--target);padding:8px;border:2px dashed var(--field-border);border-radius:var(--r);background:var(--paper)}
.choice{display:flex;gap:14px;align-items:flex-start;min-height:var(--target);padding:8px 0}
.choice input{flex:none;width:28px;height:28px;margin:2px 0 0;accent-color:var(--action)}
.elder .choice input{width:40px;height:40px}
.choice label{font-weight:400;flex:1;padding:1px 0}
.choice label b{display:block}
.under{border-left:4px solid var(--line);margin-left:12px;padding-left:26px}
.wrong{border-left:5px solid var(--late);padding-left:14px}
.error{display:block;color:var(--late);font-weight:700;margin:.2em 0 .4em}
.field.wrong>:is(input,select,textarea){border-color:var(--late)}
.summary{border:4px solid var(--late);background:var(--paper);border-radius:var(--r);padding:12px 16px;margin:20px 0}
.summary h2{margin:0 0 .3em}
.summary a{color:var(--late);font-weight:700}
.tag{display:inline-block;padding:2px 10px;border-radius:var(--r);background:var(--elsewhere-ground);color:var(--elsewhere)}
.note{background:var(--elsewhere-ground);border-radius:var(--r);padding:12px 16px;margin:16px 0}
mark,.soon{background:var(--due-soon-ground);color:var(--due-soon)}
.good{background:var(--in-time-ground);color:var(--in-time)}
.late{background:var(--late-ground);color:var(--late)}
.ended{background:var(--ended-ground);color:var(--ended)}
.next{font-size:1.5em;font-weight:700;line-height:1.3;margin:.1em 0}
.codes{white-space:nowrap;font-size:min(1.6em,8.4vw);font-weight:700;line-height:1.35;margin:.1em 0 .5em;letter-spacing:.04em}
.tels{list-style:none;padding:0}
.tels li{margin:12px 0}
.tels .big{justify-content:flex-start;gap:16px;background:var(--late);border-color:var(--late)}
.tels.calm .big{background:var(--paper);color:var(--action);border-color:var(--action)}
.tels b{font-size:1.5em;flex:none}.tels .big{text-align:left}
.people{list-style:none;padding:0}
.people li{padding:10px 0;border-bottom:1px solid var(--line);display:flex;flex-wrap:wrap;gap:0 16px;justify-content:space-between}
.places{list-style:none;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(7.2em,1fr));gap:8px}
.places a{display:flex;align-items:center;min-height:var(--target);padding:6px 12px;background:var(--paper);border:1px solid var(--field-border);border-radius:var(--r);text-decoration:none}
summary{cursor:pointer;min-height:44px;padding:8px 0;color:var(--action)}
dl.check{margin:16px 0}
.check>div{border-bottom:1px solid var(--line);padding:12px 0}
.check dt{font-weight:700}
.check dd{margin:0}
.story{list-style:none;padding:0}
.story li{border-left:4px solid var(--line);padding:0 0 18px 16px}
.story li:first-child{border-color:var(--action)}
.story time{color:var(--muted);font-size:max(16px,.85em);display:block}
.story p{margin:.1em 0}
.files{list-style:none;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(120px,1fr));gap:12px}
.files img{display:block;width:100%;aspect-ratio:1;object-fit:cover;border-radius:var(--r);border:1px solid var(--line);background:var(--ended-ground)}
.files button{width:100%;padding:6px;font-size:max(16px,.8em)}
.files audio,.files video{width:100%}
.files figure{margin:0}
.qr{width:150px;height:150px;display:block;background:#fff}
.paper{display:flex;flex-wrap:wrap;gap:16px 32px;align-items:center}
@media(prefers-reduced-motion:no-preference){a,button{transition:background ${tokens.motion.milliseconds}ms}}
@media print{body{background:#fff;font-size:12pt;border:0}header form,footer,.actions,.skip,.noprint{display:none!important}.card{break-inside:avoid;border-color:#000}main,header{max-width:none}a{color:#000;text-decoration:none}}
`
  .trim()
  .replaceAll('\n', '')

export const style = css
const hash = createHash('sha256').update(css).digest('base64')

/** No script at all; styles only the one above; forms only to ourselves. */
export const policy = [
  "default-src 'none'",
  `style-src 'sha256-${hash}'`,
  "img-src 'self'",
  "media-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')
