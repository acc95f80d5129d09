/** The hints given while an answer is written. */
import { expect, test } from 'vitest'
import { hardToRead } from './plain-words.ts'

test('a short plain answer gets no hint', () => {
  expect(hardToRead('路灯修好了。农服中心 12 月 1 日换了三盏灯。您晚上看看亮不亮。')).toEqual({ long: [], worn: [] })
})

test('a sentence over thirty characters is named with its length', () => {
  const { long } = hardToRead(
    '修好了。关于您反映的三组水渠堵塞问题我中心于近日组织人员进行了全面的清淤疏通和检查工作。',
  )
  expect(long).toHaveLength(1)
  expect(long[0]?.length).toBeGreaterThan(30)
})

test('worn phrases are named, English words are not counted as characters', () => {
  expect(hardToRead('相关部门高度重视。').worn).toEqual(['相关部门', '高度重视'])
  expect(hardToRead('The water station cleaned the well on 1 December and tested it.').long).toEqual([])
})
