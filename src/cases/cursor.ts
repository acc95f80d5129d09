/** Pages of cases end as all pages do. */
export { cursorOf, readCursor } from '../kernel/cursor.ts'
