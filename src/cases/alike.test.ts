import { expect, test } from 'vitest'
import { likenessTo, pairs, samePlace } from './alike.ts'

const told = (words: string, place: string | null = null) => ({ words, place })
const village = [
  told('三组的井水浑了，烧开还有泥沙。'),
  told('村小门口的路灯不亮，孩子晚上看不见路。'),
  told('我们想问一下今年的低保怎么申请，需要什么材料？'),
  told('邻居盖房占了我们家的滴水，请村里来看一下。'),
]

test('the same matter in other words is alike, other matters of the village are not', () => {
  const alike = likenessTo(told('井水浑得很，烧开了都是泥，三组好几家都这样'), village)
  expect(alike.map((a) => a.words)).toEqual([true, false, false, false])
})
test('what everybody writes makes nothing alike', () => {
  const alike = likenessTo(told('我们想请村里来看一下自来水'), village)
  expect(alike.map((a) => a.words)).toEqual([false, false, false, false])
})
test('signs, spaces and width make no difference', () => {
  expect(pairs('水管，爆裂！')).toEqual(pairs('水管 爆裂'))
  expect(pairs('ＬＥＤ灯')).toEqual(pairs('led灯'))
  expect(likenessTo(told('路灯杆倒了'), [told('路灯杆、倒了！！')])[0]?.score).toBeCloseTo(1)
})
test('no words, no likeness', () => {
  expect(likenessTo(told(''), [told(''), told('路灯不亮')])).toEqual([
    { words: false, place: false, score: 0 },
    { words: false, place: false, score: 0 },
  ])
  expect(likenessTo(told('路灯'), [])).toEqual([])
})
test('a place is the same by its name, by a part of it, or when the other tells it', () => {
  expect(samePlace(told('', '三组'), told('', '三组'))).toBe(true)
  expect(samePlace(told('', '老碾房'), told('', '老碾房东边'))).toBe(true)
  expect(samePlace(told('水管裂了', '老碾房旁'), told('老碾房旁边天天跑水'))).toBe(true)
  expect(samePlace(told('', '三组'), told('', '三组老碾房'))).toBe(false)
  expect(samePlace(told('', null), told('', null))).toBe(false)
})
