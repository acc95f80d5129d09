/** One statement in a transaction of its own, written to PostgreSQL in one piece and answered in one: for the hottest paths only. */
import pg from 'pg'

/** What is used of pg's connection; its declared types are older than its code. */
type Wire = {
  readonly stream: { cork(): void; uncork(): void }
  readonly parsedStatements: Record<string, string | undefined>
  parse(statement: { name?: string; text: string }): void
  bind(portal: { statement?: string; values?: readonly (string | null)[] }): void
  describe(what: { type: 'P'; name: string }): void
  execute(portal: { portal?: string; rows?: number }): void
  sync(): void
}
type Field = { readonly name: string; readonly dataTypeID: number }

/**
 * Begin, settings, statement, commit: pipelined, with a single Sync behind them, so that Node writes once and is woken once.
 * After a failure PostgreSQL skips the rest up to the Sync, the commit with it: the caller must roll back.
 */
export class OneMessage<Row> {
  readonly name: string
  readonly text: string
  readonly done: Promise<Row[]>
  readonly settings: readonly string[]
  readonly values: readonly (string | null)[]
  #fields: readonly Field[] = []
  #rows: Row[] = []
  #resolve!: (rows: Row[]) => void
  #reject!: (error: Error) => void

  constructor(name: string, text: string, values: readonly (string | null)[], settings: readonly string[]) {
    this.name = name
    this.text = text
    this.values = values
    this.settings = settings
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
  }

  submit(connection: unknown) {
    const wire = connection as Wire
    const run = (text: string) => {
      wire.parse({ text })
      wire.bind({})
      wire.execute({})
    }
    wire.stream.cork()
    try {
      // first of all: pg takes the first answered parse for that of the named statement, and remembers it
      if (!this.name || wire.parsedStatements[this.name] === undefined) wire.parse({ name: this.name, text: this.text })
      run('begin')
      for (const setting of this.settings) run(setting)
      wire.bind({ statement: this.name, values: this.values })
      wire.describe({ type: 'P', name: '' })
      wire.execute({})
      run('commit')
      wire.sync()
    } finally {
      wire.stream.uncork()
    }
  }

  handleRowDescription(message: { fields: readonly Field[] }) {
    this.#fields = message.fields
  }
  handleDataRow(message: { fields: readonly (string | null)[] }) {
    const row: Record<string, unknown> = {}
    for (const [i, { name, dataTypeID }] of this.#fields.entries()) {
      const text = message.fields[i] ?? null
      row[name] = text === null ? null : pg.types.getTypeParser(dataTypeID, 'text')(text)
    }
    this.#rows.push(row as Row)
  }
  handleCommandComplete() {}
  handleEmptyQuery() {}
  /** Only the Sync is answered by this: the commit lies before it. */
  handleReadyForQuery() {
    this.#resolve(this.#rows)
  }
  handleError(error: Error) {
    this.#reject(error)
  }
}
