/** A few kinds of records to try things with: a visit, a meeting with a quorum, a payment in steps, something posted. */
import { randomUUID } from 'node:crypto'
import { parse } from 'yaml'
import type { z } from 'zod'
import type { WriteRecord } from '../src/records/model.ts'
import type { County } from './builders.ts'

const name = (zh: string, en: string) => `name: { zh-CN: ${zh}, en: ${en} }`
export const kindsYaml = `
recordKinds:
  visit:
    ${name('入户走访', 'Home visit')}
    group: visits
    fills: [liaison, branch-secretary, town-clerk]
    promises: true
    fields:
      household: { ${name('户', 'Household')}, type: household, required: true }
      present: { ${name('同去的人', 'Who came along')}, type: members }
      said: { ${name('群众怎么说', 'What was said')}, type: words }
      people: { ${name('在家人数', 'People at home')}, type: number, min: 0 }
      photos: { ${name('照片', 'Photos')}, type: files }
  meeting:
    ${name('党员大会', 'Members’ meeting')}
    group: party-life
    fills: [branch-secretary]
    fields:
      came: { ${name('到会', 'There')}, type: number, required: true, min: 0 }
      entitled: { ${name('应到', 'Entitled')}, type: number, required: true, min: 1 }
    quorum: { present: came, entitled: entitled, share: 0.5, more: true }
  relief:
    ${name('困难救助', 'Relief')}
    group: money
    fills: [liaison, branch-secretary]
    pot: relief
    fields:
      amount: { ${name('金额', 'Amount')}, type: money, required: true, min: 1 }
    steps:
      - { code: check, ${name('核实', 'Check')}, fields: { found: { ${name('核实情况', 'Found')}, type: words, required: true } } }
      - { code: approve, ${name('审批', 'Approve')}, by: [branch-secretary], another: true, fields: { amount: { ${name('批准金额', 'Approved')}, type: money, required: true } } }
      - { code: pay, ${name('发放', 'Pay')}, fields: { receipt: { ${name('收据号', 'Receipt')}, type: text, required: true } } }
  disclosure:
    ${name('村务公开', 'Disclosure')}
    group: openness
    fills: [branch-secretary, town-clerk]
    board: { days: 15 }
    fields:
      what: { ${name('公开内容', 'What')}, type: words, required: true, residentsRead: true }
      inner: { ${name('内部备注', 'Note')}, type: text }
ledgers:
  people: { ${name('民情台账', 'Ledger of visits')}, records: [visit, relief] }
pots:
  relief: { ${name('帮扶基金', 'Relief fund')}, perYear: 300000, keptBy: [town-clerk] }
`

const { visit, meeting } = parse(kindsYaml).recordKinds
/** The same kinds for a scheme that runs beside: told otherwise they would clash. */
export const sharedKinds = { visit, meeting }

/** A key of a sheet, another each time. */
export const aKey = () => randomUUID()

type Sheet = z.input<typeof WriteRecord>
/** A visit of yesterday's, as somebody hands it in. */
export const aVisit = (county: County, of: Partial<Sheet> = {}): Sheet => ({
  clientKey: aKey(),
  kind: 'visit',
  orgId: county.org('a1'),
  onDay: '2026-11-22',
  fields: { household: county.household('a1').id, said: '水渠还是不通', people: 3 },
  ...of,
})
