/** What leaves the sheet: a contact only with consent. */
import { expect, test } from 'vitest'
import { type Sheet, toRequest } from './sheet.ts'

const sheet: Sheet = {
  clientKey: 'k-12345678',
  villageId: 'v',
  channel: 'visit',
  words: '井水浑了',
  whose: 'other',
  name: ' 何桂兰 ',
  phone: '13900001234',
  consent: 'given',
}

test('with consent the contact goes along, trimmed', () => {
  expect(toRequest(sheet, 'zh-CN')).toMatchObject({
    consent: 'given',
    contact: { name: '何桂兰', phone: '13900001234' },
  })
})

test('without consent no name and no number leave the sheet, though they were typed', () => {
  for (const consent of ['not-asked', 'refused'] as const)
    expect(toRequest({ ...sheet, consent }, 'zh-CN')).not.toHaveProperty('contact')
})

test('a household that refused is not named', () => {
  const household: Sheet = { ...sheet, whose: 'household', residentId: 'r' }
  expect(toRequest(household, 'zh-CN')).toMatchObject({ residentId: 'r' })
  expect(toRequest({ ...household, consent: 'refused' }, 'zh-CN')).not.toHaveProperty('residentId')
})

test('nobody’s contact has no consent to give', () => {
  expect(toRequest({ ...sheet, whose: 'nobody' }, 'zh-CN')).toMatchObject({ consent: 'not-asked' })
})
