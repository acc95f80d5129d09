/** Names in running text: a surname of the table and one or two more characters, where the words around say that a person is meant. */
import { compoundSurnames } from '../../registry/surnames.ts'
import type { Found } from './numbers.ts'

/** Surnames of nearly everyone; those that are everyday words first of all (全, 和, 水, 时 …) are left out. */
const surnames =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由'
const common = new Set([...surnames].slice(0, 200))
const all = new Set([...surnames])
/** Surnames that begin too many ordinary words: taken only where a name is announced (姓名：). */
const doubtful = new Set([
  ...'于成时连全应和明边平计国都那公但元由来干居利相初门云容安方万向任车路阳房党海强位区原南权花池满官师查文白金石江温高严关解包管单左武易段毛余马米盛季路景费冷古农司华支应',
])

/** Characters no given name begins with: 王的, 李说, 陈家. */
const neverFirst = new Set([
  ...'的家说在是被把与等因要向从已将到也了不就都我你他她它们这那于对以及或但并所其去打给让叫跟过则却又还很太再没未请问拿带找年月日号岁男女身手电系会能可该此某各每经反负起村镇县市区街室栋户座楼',
])
/** And those that may stand in a name, but where a sentence goes on more often: 王明占了路, 李强三次. */
const endsName = new Set([
  ...neverFirst,
  ...'住前后之者上下里无骂欠占拆砍挖种租卖买借告三四五六七八九十多个为组共名路两',
])
/** Ordinary words that begin with a surname: what follows 村民 is one of these more often than a name. */
const words = new Set(
  `管部 管教 司涉 司领 司老 司公 于涉 于做 于百 应当 游行 海利 余易 农名 石材 石灰 高人 向社 黄花 羊水 时周 时老 时门 母亲 岳父 利用 包更 和拟 连微 关事 关水 房密 方无 明确 管中 管理 管委 管干 金管 于业 时炸 付制 华学 车拥 何三 关领 方面 方便 方式 方向 方案 高度 高速 高中 高温 高新 高空 高层 高峰 高龄 高压 高考 高价 高额 马上 马路 马桶 时候 时间 时常 时有 常年 常常 安全 安装 安排 安置 安心 万分 万元
万一 从来 从未 强烈 强制 强行 车辆 车位 车库 车主 车子 成绩 成立 成为 成本 成年 任何 任意 任职 任务 任由 水电 金额 金融 金银 白天 白色 黄色 黄金 黄泥 石头 石子 石油 石灰 雷雨
江边 江水 温度 温馨 明确 明显 明天 明年 项目 连续 连接 连夜 连心 张贴 许可 许多 余额 余款 余下 解决 解释 解放 解答 应该 应当 支持 支付 支部 支书 党员 党支 党委 路面 路灯 路边 路口
路段 路过 房屋 房子 房产 房租 房东 房顶 毛病 毛坯 元旦 曾经 曾多 曾向 曾在 曾有 易发 易燃 武装 段路 段时 盛行 单位 单独 单元 单车 区域 关于 关系 关闭 关心 关注 关爱 计划 计算 包括
包含 包工 包装 包村 左右 左边 于是 于此 苗木 花园 花费 花坛 平时 平方 平台 平均 和平 和谐 谈话 季度 季节 谷子 祝愿 祝贺 阳台 阳光 干部 干净 干活 游客 游玩 牛羊 牛奶 池塘 严重
严格 严禁 国家 国庆 全部 全村 全体 全家 全镇 全县 危险 危房 危害 宁愿 宣传 宣布 文件 文明 文化 文字 广场 利用 利益 商店 商量 商户 商铺 商品 明明 门口 门前 门面 门卫 公司 公共 公路 公园
公交 公安 公示 公开 公里 公平 居民 居住 居委 由于 来回 来信 来访 来电 容易 但是 都是 那么 那个 那里 相关 相信 相邻 初中 初步 云南 海南 南边 南侧 原来 原因 原有 原本 权利 权益 满意 官员 师傅
查看 查询 查处 蒙受 施工 施肥 管道 管理 管网 管子 农田 农村 农户 农民 农业 农药 司机 路基 古树 古井 古建 简单 简直 卫生 卫浴 席位 沙子 沙石 沙发 商贩 华丽 景区 景观 费用 费心 冷水 冷库
温室 康复 康养 龙头 汤圆 柴火 柴油 田地 田间 田坎 田埂 田里 钱款 钱财 叶子 叶片 程度 程序 章程 夏天 夏季 夏日 金属 江河 顾客 顾虑 范围 林业 林木 林地 林权 林场 兰花 梅花 桂花 童年 华侨
景点 古墓 常用 常见 常住 向上 向前 向村 向镇 向有 向您 向我 文物 文书 白酒 石桥 石板 石料 石块 江堤 毛竹 麻将 麻烦 麻木 荣誉 荣幸 尚未 尚有 尚不 尚无 申请 申报 申诉 殷切 施行 陆续 汪洋 乐意
符合 舒适 纪律 纪委 纪检 毕业 毕竟 盛夏 曲折 辛苦 辛勤 喻为 屈服 艾滋 尤其 穆斯 吉利 简历 连带 麦子 麦田 凌晨 凌乱 童装 章节 鲁莽 武警 戴着 孔洞 莫名 莫非 牛栏 易拉 乔木 庄稼 庄严 伍元
左侧 甘心 甘蔗 祝您 包间 宁静 阮囊 梅雨 霍乱 涂料 涂改 苗圃 苗头 谷物 翁婿 蓝天 蓝色 游泳 管线 蒲公 房管 滕州 饶恕 车库 车间 车队 项链 连累 米粉 边坡 边沟 边上 查实 查明 楼上 楼下 楼道 楼房
楼顶 楼梯 楼盘 池子 迟迟 迟到 封闭 封路 惠民 惠农 储存 储备 燕窝 皮肤 皮革 盘点 满足 闻到 位于 位置 位子 花卉 强盗 帅气 豆腐 豆制 盖房 盖好 盖章 练习 廉租 廉洁 井水 井盖 井口 祖辈 祖坟 祖宅
巴士 丰收 国土 平安 平整 平价 索要 索赔 宣判 相互 门诊 门锁 云计 容量 都市 普通 普遍 普法 薄弱 修建 修理 修路 修好 修缮 印象 战友 玉米 银行 公告 公章 居家 干旱 干涉 元素 束缚 信访 信号 信息
信用 展示 展开 阴沟 阴雨 智障 智力 智慧 幸亏 幸好 奉献 植树 衡量 富裕 由此 侯车 高低 明沟 贺卡 秦岭 龙舟 何时 何地 何况 何种 何人 何处 何以 任凭 徐徐 孙子 孙女 胡乱 胡同 胡椒 石榴 马桶 黄豆
黄土 黄牛 余热 田螺 万物 叶绿 钟点 钟头 谢谢 谢意 感谢 董事 张罗 张口 陈旧 陈述 陈年 杨树 柳树 周边 周围 周末 周一 周二 周三 周四 周五 周六 周日 周期 周转 周长 周年 周岁 周遭 周密 周到 周知
许久 彭村 唐突 韩国 林立 林区 宋代 朱红 罗列 吴语 梁柱 郑重 冯河 邓论 肖像 董办 袁某 蔡甸 苏醒 魏晋 丁字 沈阳 卢沟 姜葱 崔氏 谭木 史料 史上 贾湖 钱包 汤药 龙门 龙井 陶瓷 陶冶 黎明 严厉 严肃 武汉
金牌 方圆 方正 方才 白白 江南 江西 江苏 文体 文娱 高铁 高架 高效 高兴 高处 高低 高压 马虎 时刻 时段 时隔 安宁 安静 安居 万家 向外 任期 车费 车祸 车道 成片 成天 成都 成人 成品 成员 成功 成果 成型`.split(
    /\s+/,
  ),
)

const surname = `(?:${compoundSurnames.join('|')}|[${surnames}])`
const han = '\\p{Script=Han}'

/** A name is announced: what follows is taken even when the surname is a rare one. */
const announced = new RegExp(
  String.raw`(?:姓名|名字|名叫|真名|联系人|经办人|申请人|投诉人|举报人|反映人|当事人|被害人|户主|法人代表|法定代表人|驾驶人|车主|开户人|收款人|持卡人)(?:是|为|叫|:|\s){0,3}(?=${surname}${han})`,
  'gu',
)
/** Somebody is about to be named, perhaps. */
const called =
  '叫做|叫|我是|本人|村民|居民|邻居|业主|住户|租户|房东|老板|包工头|工头|司机|同学|学生|老人|患者|病人|贫困户|低保户|五保户|党员|联户党员|承包人|承包商|施工方|儿子|女儿|丈夫|妻子|老公|老婆|父亲|母亲|爸爸|妈妈|弟弟|哥哥|姐姐|妹妹|媳妇|儿媳|孙子|孙女|爷爷|奶奶|外公|外婆|叔叔|伯伯|舅舅|婶婶|女婿|亲戚|书记|主任|村长|支书|组长|队长|会计|镇长|乡长|所长|站长|局长|校长|医生|老师|警官'
const mentioned = new RegExp(String.raw`(?:${called})(?:是|为|叫|:|\s)?(?=${surname}${han})`, 'gu')
/** What is said of a person right after the name: 王小明的儿子, 王小明打人, 王小明家门口. */
const follows = `(?=的?(?:儿子|女儿|丈夫|妻子|老公|老婆|父亲|母亲|爸爸|妈妈|弟弟|哥哥|姐姐|妹妹|媳妇|孙子|孙女|爷爷|奶奶|邻居)|等人|夫妇|夫妻|父子|母子|父女|母女|兄弟|姐妹|两口子|一家(?:人|[三四五六七八]口)|家(?:门口|门前|屋后|屋前|房|后面|旁边|的(?:房|地|田|狗|院|屋|猪|鸡|水|树|车))|同志|先生|女士|小姐|大姐|大哥|大爷|大妈|阿姨|师傅|老师|医生|老板|(?:辱骂|殴打|打伤|打了|强占|霸占|侵占|占用|私自|擅自|诈骗|威胁|恐吓)|[,(（]?(?:男|女)[,，]|[,，]?(?:身份证|手机号|电话[:号\\d ]|联系电话))`
const acting = new RegExp(`(${surname})(${han}{1,2})${follows}`, 'gu')

/** Offices, longest first: a title keeps its words when the name before it goes. */
export const titles =
  '党委书记|支部书记|党支书|村支书|副书记|书记|副主任|主任|副镇长|镇长|副乡长|乡长|副县长|县长|村长|副局长|局长|副所长|所长|副站长|站长|副队长|队长|支书|组长|会计|科长|股长|处长|部长|院长|校长|警官|法官|专干|网格员'
const polite = '先生|女士|小姐|师傅|老师|医生|老板|经理|大姐|大哥|大爷|大妈|阿姨|叔叔|婆婆|同志|同学|总(?=[,。,说]|的)'
const titled = new RegExp(titles, 'gu')
const addressed = new RegExp(polite, 'gu')

/** A surname that ends another word here is none: 公安局长, 担任主任, 各种, 本村. */
const glued =
  /(?:公[安司]|[相有无]关|[主城监保]管|语文|游局|三班|中学|提高|允许|简单|治安|保安|[担曾历现出兼连离前原委主责信就]任|各.|本.|某.)$/u

const isHan = (char: string) => /\p{Script=Han}/u.test(char)
const familyOf = (text: string, at: number): string =>
  compoundSurnames.find((s) => text.startsWith(s, at)) ?? text.slice(at, at + 1)

/** Where the name that begins here ends, or undefined when this is no name. `sure`: it was announced as one. */
function endOfName(text: string, at: number, sure: boolean): number | undefined {
  const family = familyOf(text, at)
  if (family.length === 1 && !all.has(family)) return undefined
  if (family.length === 1 && words.has(text.slice(at, at + 2))) return undefined
  if (family.length === 1 && !sure && !isLikely(family, text, at)) return undefined
  if (glued.test(text.slice(Math.max(0, at - 1), at + family.length))) return undefined
  const first = at + family.length
  const given = [...text.slice(first, first + 2)]
  const length = given.findIndex((char, i) => !isHan(char) || (i ? endsName : neverFirst).has(char))
  // 王某某 tells nobody's name
  if (length === 0 || text[first] === '某') return undefined
  return first + (length < 0 ? given.length : length)
}

/** Doubtful surnames need a name of three that ends where a sentence may go on. */
function isLikely(family: string, text: string, at: number): boolean {
  if (!common.has(family)) return false
  if (!doubtful.has(family)) return true
  const next = text[at + 3]
  return [...text.slice(at, at + 3)].every(isHan) && (next === undefined || !isHan(next) || endsName.has(next))
}

/** Names, and officials by name or title. `text` is plain (`plainOf`): positions are code points. */
export function findNames(text: string): Found[] {
  const found: Found[] = []
  const add = (kind: 'name' | 'official', from: number, to: number | undefined) => {
    if (to !== undefined && to - from > 1) found.push({ kind, from, to })
  }
  for (const match of text.matchAll(announced)) {
    const from = match.index + match[0].length
    add('name', from, endOfName(text, from, true))
  }
  for (const match of text.matchAll(mentioned)) {
    const from = match.index + match[0].length
    const to = endOfName(text, from, false)
    add('name', from, to !== undefined && stands(text, from, to) ? to : undefined)
  }
  for (const match of text.matchAll(acting)) {
    const [, family = '', given = ''] = match
    if (isPerson(text, match.index, family, given) && !(doubtful.has(family) && given.length < 2))
      add('name', match.index, match.index + family.length + given.length)
  }
  for (const [form, kind] of [
    [titled, 'official'],
    [addressed, 'name'],
  ] as const)
    for (const match of text.matchAll(form)) {
      const from = beginOfName(text, match.index)
      if (from !== undefined) add(kind, from, match.index + match[0].length)
    }
  return found
}

/** Where the name before a title begins: 刘建军|镇长, 张|书记. */
function beginOfName(text: string, title: number): number | undefined {
  for (const given of [2, 1, 0])
    for (const family of [2, 1]) {
      const from = title - given - family
      if (from < 0) continue
      const name = text.slice(from, from + family)
      if (family === 2 && !compoundSurnames.includes(name)) continue
      if (given === 1 && doubtful.has(name)) continue
      if (isPerson(text, from, name, text.slice(from + family, title))) return from
    }
  return undefined
}

function isPerson(text: string, from: number, family: string, given: string): boolean {
  if (family.length === 1 && (!common.has(family) || words.has(text.slice(from, from + 2)))) return false
  if ([...given].some((char, i) => !isHan(char) || (i ? endsName : neverFirst).has(char))) return false
  return !glued.test(text.slice(Math.max(0, from - 1), from + family.length))
}

/** A name of two before more characters could be the beginning of any word: it must end where a name can end. */
function stands(text: string, from: number, to: number): boolean {
  const next = text[to]
  return next === undefined || !isHan(next) || endsName.has(next) || to - from >= 3
}
