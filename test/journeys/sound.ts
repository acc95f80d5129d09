/** What every page of the desk has to stand: axe, the width of the screen, and that each text is there. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Nothing serious by axe, nothing wider than the screen, no key shown in place of a text, dialogs included. */
export async function sound(page: Page) {
  await page.locator('.loading').first().waitFor({ state: 'detached' })
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(
    violations
      .filter((v) => v.impact === 'serious' || v.impact === 'critical')
      .map((v) => `${v.id}: ${v.nodes[0]?.html}`),
  ).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
  for (const text of [await page.locator('#root').textContent(), await page.locator('body').innerText()])
    expect(text).not.toMatch(/\b(case|desk|officers|refusals|triage|words)\.[a-z]/)
}
