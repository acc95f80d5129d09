/** The API's router with our permissions, and the guard at its door. */
import type { Context, Hono } from 'hono'
import { languageOf } from '../kernel/http/problem.ts'
import { type Open, router } from '../kernel/http/route.ts'
import type { Permission } from '../programme/vocabulary.ts'
import type { Caller } from './caller.ts'

export type Routes = ReturnType<typeof apiRouter>
export const apiRouter = (app: Hono, guard: (ctx: Context, permission: Permission | Open) => Promise<Caller>) =>
  router<Permission, Caller>(app, '/api/v1', guard, languageOf)
