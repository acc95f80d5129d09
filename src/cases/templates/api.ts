/** Routes of prepared words. */
import { z } from 'zod'
import type { House } from '../../access/command.ts'
import type { Routes } from '../../access/routes.ts'
import {
  archiveTemplate,
  changeTemplate,
  listTemplates,
  makeTemplate,
  TemplateChange,
  TemplateInput,
  TemplateView,
} from './templates.ts'

export function templateRoutes({ route }: Routes, house: House) {
  route({
    id: 'listTemplates',
    tag: 'templates',
    method: 'get',
    path: '/templates',
    permission: 'case.comment',
    summary: 'Prepared words of my offices and those above, and for which offices I write them.',
    input: z.object({}),
    output: z.object({ items: z.array(TemplateView), offices: z.array(z.uuid()) }),
    refusals: [],
    run: (caller, input) => listTemplates(house, caller, input),
  })
  route({
    id: 'makeTemplate',
    tag: 'templates',
    method: 'post',
    path: '/templates',
    permission: 'templates.manage',
    status: 201,
    summary: 'Writes new prepared words, or a checklist.',
    input: TemplateInput,
    output: TemplateView,
    refusals: ['input.invalid', 'template.not-yours', 'template.placeholder-unknown', 'case.code-unknown'],
    run: (caller, input) => makeTemplate(house, caller, input),
  })
  route({
    id: 'changeTemplate',
    tag: 'templates',
    method: 'post',
    path: '/templates/{templateId}',
    permission: 'templates.manage',
    summary: 'Changes prepared words; what was sent with them stays.',
    input: TemplateChange,
    output: TemplateView,
    refusals: [
      'input.invalid',
      'not-found',
      'template.not-yours',
      'template.changed',
      'template.placeholder-unknown',
      'case.code-unknown',
    ],
    run: (caller, input) => changeTemplate(house, caller, input),
  })
  route({
    id: 'archiveTemplate',
    tag: 'templates',
    method: 'post',
    path: '/templates/{templateId}/archive',
    permission: 'templates.manage',
    summary: 'Takes prepared words out of use.',
    input: z.object({ templateId: z.uuid() }),
    output: z.object({ id: z.uuid() }),
    refusals: ['input.invalid', 'not-found', 'template.not-yours'],
    run: (caller, input) => archiveTemplate(house, caller, input),
  })
}
