/** Which row of a sheet names the columns, and which column means what: guessed from the words that really stand there. Pure. */
import { plain } from './cells.ts'
import { type Cell, type Field, fieldsOf, type List, required } from './model.ts'

const words: Readonly<Record<List, Partial<Record<Field, readonly string[]>>>> = {
  units: {
    code: ['单位编码', '组织编码', '机构编码', '编码', '编号', '代码', 'code'],
    name: ['单位名称', '组织名称', '机构名称', '党组织名称', '党组织全称', '全称', '单位', '名称', '组织', 'name'],
    parent: [
      '上级单位',
      '上级组织',
      '上级党组织',
      '所属镇',
      '所属乡镇',
      '所属单位',
      '隶属',
      '上级',
      '主管单位',
      'parent',
    ],
    kind: ['单位类型', '单位类别', '组织类型', '组织类别', '类型', '类别', '层级', 'kind', 'type'],
    shortName: ['简称', '村名', '俗称', 'short name'],
    nameEn: ['英文名称', '英文', 'english'],
    phone: ['联系电话', '办公电话', '值班电话', '电话', 'phone'],
    address: ['办公地址', '地址', '办公地点', 'address'],
  },
  people: {
    name: ['姓名', '名字', '人员', '干部姓名', 'name'],
    account: ['登录名', '账号', '帐号', '用户名', 'account', 'username'],
    phone: ['手机号码', '手机号', '手机', '工作电话', '联系电话', '联系方式', '电话', 'phone'],
    unit: ['所在单位', '工作单位', '任职单位', '所在党组织', '所在支部', '单位', '组织', '部门', 'unit'],
    role: ['岗位', '角色', '职务', '职位', '任职', 'role', 'post'],
    from: ['任职时间', '任职日期', '到岗时间', '开始日期', '起始日期', '开始', '起', '从', 'from'],
    to: ['离任时间', '离岗时间', '免职时间', '结束日期', '截止日期', '结束', '止', '至', 'until'],
    public: ['对外公开', '是否公开', '公开', 'public'],
  },
  households: {
    village: ['所在村', '村（社区）', '村社区', '行政村', '村名', '村居', '村', '社区', 'village'],
    number: ['户号', '户编号', '门牌号', '家庭编号', '户序号', '编号', '序号', 'number'],
    group: ['村民小组', '居民小组', '小组', '组别', '所在组', '组', 'group'],
    head: ['户主姓名', '户主', '姓名', 'head of household', 'head'],
    phone: ['户主电话', '手机号码', '手机号', '手机', '联系电话', '联系方式', '电话', 'phone'],
    people: ['家庭人口', '户内人口', '人口数', '家庭人数', '人数', '人口', 'people'],
    liaison: ['联户党员', '联系党员', '包户干部', '联系人', '联络员', 'liaison'],
    traits: ['家庭类型', '户类型', '户情', '类别', '标签', 'kind', 'traits'],
  },
  members: {
    name: ['党员姓名', '姓名', '名字', 'name'],
    unit: ['所在党支部', '所在党组织', '所在支部', '党支部', '支部', '党组织', '单位', 'branch', 'unit'],
    role: ['党内职务', '岗位', '角色', '职务', '身份', 'role', 'post'],
    from: ['入支部时间', '任职时间', '任职日期', '到岗时间', '开始日期', '起始日期', '开始', '自', 'since', 'from'],
    to: ['转出时间', '离任时间', '离岗时间', '结束日期', '截止日期', '结束', '止', '至', 'until'],
    phone: ['手机号码', '手机号', '手机', '联系电话', '联系方式', '电话', 'phone'],
    standing: ['党员状态', '在村情况', '在岗情况', '流动情况', '状态', 'standing'],
    awayAt: ['外出地点', '流动去向', '外出去向', '去向', 'away at', 'where'],
    traits: ['党员类型', '党员类别', '类别', '标签', 'kind', 'traits'],
    public: ['对外公开', '是否公开', '公开', 'public'],
  },
}

/** What is in brackets, and stars, say that a column must be filled: no part of its name. */
const bare = (cell: Cell) =>
  plain(cell)
    .toLowerCase()
    .replace(/[（(【[].*?[)）】\]]/g, '')
    .replace(/[\s*:：·、_-]/g, '')

const fits = (header: string, word: string): number => {
  const plainWord = word.replace(/\s/g, '')
  if (!header) return 0
  if (header === plainWord) return 100
  return header.includes(plainWord) && plainWord.length > 1 ? 50 + plainWord.length : 0
}

/** As somebody last put it right: the words of a header, and what they mean. */
export type Remembered = Readonly<Record<string, Field>>
export type Columns = Partial<Record<Field, number>>

/** Each field its best column, each column at most one field; what is remembered goes before what is guessed. */
export function guessColumns(list: List, header: readonly Cell[], remembered: Remembered = {}): Columns {
  const candidates = fieldsOf[list].flatMap((field) =>
    header.map((cell, column) => {
      const name = bare(cell)
      const known = remembered[name] === field ? 1000 : 0
      const guess = Math.max(0, ...(words[list][field] ?? []).map((word, i) => fits(name, word) - i / 100))
      return { field, column, score: known || (name in remembered ? 0 : guess) }
    }),
  )
  const chosen: Columns = {}
  const taken = new Set<number>()
  for (const { field, column } of candidates.filter((c) => c.score > 0).sort((a, b) => b.score - a.score))
    if (chosen[field] === undefined && !taken.has(column)) {
      chosen[field] = column
      taken.add(column)
    }
  return chosen
}

/** A title, a note and a merged line may stand above: the row of the first twenty that names most columns. Undefined when none does. */
export function findHeader(
  list: List,
  rows: readonly (readonly Cell[])[],
  remembered?: Remembered,
): number | undefined {
  const scored = rows.slice(0, 20).map((row, index) => {
    const columns = guessColumns(list, row, remembered)
    const filled = new Set(row.map(bare).filter(Boolean)).size
    return {
      index,
      filled,
      named: Object.keys(columns).length,
      has: required[list].some((f) => columns[f] !== undefined),
    }
  })
  const best = scored.filter((s) => s.has && s.named >= 2 && s.filled >= 2).sort((a, b) => b.named - a.named)[0]
  return best?.index
}

export const remember = (header: readonly Cell[], columns: Columns): Remembered =>
  Object.fromEntries(
    (Object.entries(columns) as [Field, number][])
      .map(([field, column]) => [bare(header[column] ?? ''), field] as const)
      .filter(([name]) => name),
  )
