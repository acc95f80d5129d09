// Remembers which tests of the file failed, so that their database is kept.
import { beforeEach } from 'vitest'
import { failures } from './database.ts'

beforeEach(({ onTestFailed, task }) => {
  onTestFailed(() => void failures().push(task.name))
})
