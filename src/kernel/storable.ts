/** Text as PostgreSQL can keep it: it knows neither the character NUL nor half of a surrogate pair. Everything else stays as it was written. */
export const storable = (text: string) => text.replaceAll('\0', '').toWellFormed()
