/** `npm run bench -- NAME`: runs one benchmark. Its last line is one line of JSON holding its figures. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const folder = import.meta.dirname
const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'bench.ts')))
const [name, ...args] = process.argv.slice(2)

if (name && names.includes(name)) {
  const { bench } = (await import(`./${name}/bench.ts`)) as {
    bench: (args: string[]) => Promise<Record<string, unknown>>
  }
  console.log(JSON.stringify(await bench(args)))
} else {
  console.error(
    `${name ? `There is no benchmark "${name}". ` : ''}Usage: npm run bench -- NAME, with NAME one of: ${names.join(', ')}`,
  )
  process.exitCode = 1
}
