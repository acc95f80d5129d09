// unit: pure rules · db: real PostgreSQL · journeys: a person's day in Chromium, after the others.
import { defineConfig } from 'vitest/config'

const database = ['{src,web,test,bench}/**/*.{db,api}.test.{ts,tsx}']

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    passWithNoTests: true,
    env: { TZ: 'Asia/Shanghai' },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{src,web,test,scripts,bench}/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', ...database],
        },
      },
      {
        extends: true,
        test: {
          name: 'db',
          include: database,
          globalSetup: 'test/global-setup.ts',
          setupFiles: 'test/note-failures.ts',
          pool: 'forks',
          maxWorkers: 2,
          testTimeout: 30_000,
          hookTimeout: 30_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.spec.ts'],
          globalSetup: 'test/journeys/global-setup.ts',
          setupFiles: 'test/note-failures.ts',
          pool: 'forks',
          maxWorkers: 1,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
