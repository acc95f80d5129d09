/** A small scheme of a place's own, as a file: liaison members visit households, branches meet. A test states only what it is about. */
import { stringify } from 'yaml'

type Parts = Record<string, unknown>
const text = (zh: string, en = zh) => ({ 'zh-CN': zh, en })

const visit = {
  name: text('走访', 'visit'),
  group: 'visits',
  fills: ['liaison', 'branch-secretary'],
  fields: { household: { name: text('走访哪户', 'household'), type: 'household', required: true } },
}
const meeting = {
  name: text('支部会议', 'branch meeting'),
  group: 'party-life',
  fills: ['branch-secretary'],
  fields: { topic: { name: text('议题', 'topic'), type: 'text', required: true } },
}
export const visits = (atLeast: number | null, more: Parts = {}) => ({
  name: text('走访农户', 'Households visited'),
  who: { roles: ['liaison'] },
  measure: { distinct: 'visit', by: 'household' },
  per: 'year',
  atLeast,
  ...more,
})
export const meetings = (atLeast: number | null) => ({
  name: text('开支部会议', 'Branch meetings'),
  who: { orgKinds: ['village-branch'] },
  measure: { count: 'meeting' },
  per: 'quarter',
  atLeast,
  tone: 'should',
})

/** The file as somebody would write it. Parts given replace those there are. */
export const aScheme = (parts: Parts = {}): string =>
  stringify({
    programme: 'trial',
    title: text('清和县连心方案', 'Qinghe scheme'),
    source: '清发〔2026〕3号',
    uses: ['mechanism'],
    recordKinds: { visit, meeting },
    duties: { visits: visits(50), meetings: meetings(1) },
    ...parts,
  })
