// Journeys need a browser and a cluster of their own beside the application they start.
import { existsSync } from 'node:fs'
import type { TestProject } from 'vitest/node'
import setupDatabase from '../global-setup.ts'
import { makeDemo } from './demo-data.ts'
import { startServer } from './server.ts'

export const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium'

export default async function setup(project: TestProject) {
  if (!existsSync(chromium)) throw new Error(`No browser at ${chromium}. Install Chromium, or name one in CHROMIUM.`)
  const endDatabase = await setupDatabase(project)
  const removeDemo = await makeDemo(startServer)
  return async () => {
    removeDemo()
    await endDatabase?.()
  }
}
