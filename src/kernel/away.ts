/** The database is away or coming back: nobody's fault, and worth another try in a moment. */

/** Connection lost (class 08), shut down, crashed or starting (57P01 to 57P03), or nobody there to connect to. */
const codes = /^(08...|57P0[123]|ECONNREFUSED|ECONNRESET|EPIPE)$/
/** What pg says by itself, without a code, of a connection that broke. */
const words = /^Connection terminated|not queryable$/

export const isAway = (error: unknown): error is Error =>
  error instanceof Error && (codes.test(String((error as { code?: unknown }).code)) || words.test(error.message))
