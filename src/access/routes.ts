/** The API's router with our permissions, and the guard at its door. */
import type { Hono } from 'hono'
import { languageOf } from '../kernel/http/problem.ts'
import { type Guard, router } from '../kernel/http/route.ts'
import type { Permission } from '../programme/vocabulary.ts'
import type { Caller } from './caller.ts'

export type Routes = ReturnType<typeof apiRouter>
export const apiRouter = (app: Hono, guard: Guard<Permission, Caller>) =>
  router<Permission, Caller>(app, '/api/v1', guard, languageOf)
