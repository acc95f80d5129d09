/** An empty list to fill in: the columns as they are read best, one example row, and what may be written where. */
import ExcelJS from 'exceljs'
import type { Language } from '../../kernel/app.ts'
import { t } from '../../kernel/texts.ts'
import type { Programme } from '../../programme/model.ts'
import { byRoster } from './members-plan.ts'
import { type Field, fieldsOf, type List, required } from './model.ts'

export async function template(scheme: Programme, list: List, language: Language): Promise<Uint8Array<ArrayBuffer>> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet(t(language, `admin.list.${list}`))
  const fields = fieldsOf[list]
  const key = (field: Field) => `${list}.${field}`
  const must = (field: Field) => (required[list].includes(field) ? '*' : '')
  sheet.addRow(fields.map((field) => t(language, `admin.field.${key(field)}`) + must(field))).font = { bold: true }
  sheet.addRow(fields.map((field) => t(language, `admin.example.${key(field)}`)))
  sheet.columns.forEach((column) => {
    column.width = 18
    // a number typed into a cell of text stays as it was typed
    column.numFmt = '@'
  })
  sheet.views = [{ state: 'frozen', ySplit: 1 }]
  const names = namesFor(scheme, list).map((one) => one.name[language])
  const choice = fields.findIndex((field) => field === 'kind' || field === 'role')
  if (choice < 0) return new Uint8Array(await book.xlsx.writeBuffer())
  const help = book.addWorksheet(t(language, 'admin.template.help'))
  help.getColumn(1).width = 30
  for (const name of names) help.addRow([name])
  for (let row = 2; row <= 500; row++)
    sheet.getCell(row, choice + 1).dataValidation = {
      type: 'list',
      allowBlank: true,
      formulae: [`'${help.name}'!$A$1:$A$${names.length}`],
    }
  return new Uint8Array(await book.xlsx.writeBuffer())
}

/** What may be chosen: of a roster's posts those a roster may give. */
function namesFor(scheme: Programme, list: List) {
  if (list === 'units') return Object.values(scheme.orgKinds)
  const roles = Object.values(scheme.roles)
  return list === 'members' ? roles.filter(byRoster) : roles
}
