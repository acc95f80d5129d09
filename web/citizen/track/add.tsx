/** A few more words, or photos: what was said before stays as it was. */
import { sayMore } from './say-more.tsx'

export const add = sayMore({
  path: '/track/add',
  step: 'addWords',
  title: 'add.title',
  words: 'add.words',
  hint: 'add.words-hint',
  send: 'add.send',
  done: 'added',
})
