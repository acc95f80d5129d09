/** What is to be put right before it is not refused: one line for each thing. */
import { Problem } from '../api.ts'

export function ProblemLines({ error }: { error: unknown }) {
  if (!(error instanceof Problem) || !error.errors.length) return null
  return (
    <ul className="problem-lines">
      {error.errors.map(({ path, message }) => (
        <li key={`${path} ${message}`}>{message}</li>
      ))}
    </ul>
  )
}
