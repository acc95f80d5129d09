/** Boxes drawn on a photo. */
import { expect, test } from 'vitest'
import { between, changed } from './rect.ts'

test('a box is the same from whichever corner it is drawn, and never leaves the photo', () => {
  const box = { x: 0.1, y: 0.2, width: 0.3, height: 0.4 }
  expect(between({ x: 0.1, y: 0.2 }, { x: 0.4, y: 0.6 })).toEqual(box)
  expect(between({ x: 0.4, y: 0.6 }, { x: 0.1, y: 0.2 })).toEqual(box)
  expect(between({ x: -1, y: 0.5 }, { x: 2, y: 0.75 })).toEqual({ x: 0, y: 0.5, width: 1, height: 0.25 })
})

test('a number changed by hand keeps the box on the photo', () => {
  expect(changed({ x: 0.1, y: 0, width: 0.5, height: 0.5 }, 'x', 80)).toEqual({ x: 0.8, y: 0, width: 0.2, height: 0.5 })
  expect(changed({ x: 0, y: 0, width: 0.5, height: 0.5 }, 'height', 250)).toMatchObject({ height: 1 })
})
