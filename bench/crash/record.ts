/** What was acknowledged, when, and what went wrong on the way: the clients' side of the account. */
export type Request = { key: string; number: string; words: string }
export type Step = { caseId: string; action: string; mark: string }
export type Notes = ReturnType<typeof openNotes>

export function openNotes() {
  const requests: Request[] = []
  const steps: Step[] = []
  const waiting: { killed: number; from: number; heard: (ms: number) => void }[] = []
  const faults: string[] = []
  const counts = { repliesLost: 0, answeredAgain: 0, foundByLooking: 0, turnedAway: 0, signedIn: 0, signedOut: 0 }
  /** An attempt begun at `from` was acknowledged: whoever waits for life after a kill hears of it. */
  const alive = (from: number) => {
    for (const one of waiting.filter((w) => from >= w.from)) {
      waiting.splice(waiting.indexOf(one), 1)
      one.heard(performance.now() - one.killed)
    }
  }
  return {
    requests,
    steps,
    faults,
    counts,
    get acknowledged() {
      return requests.length + steps.length
    },
    request(one: Request, from: number) {
      requests.push(one)
      alive(from)
    },
    step(one: Step, from: number) {
      steps.push(one)
      alive(from)
    },
    /** Milliseconds until the first acknowledgement of something asked from a quarter of a second on: by then a kill is felt everywhere. */
    nextAcknowledged: () =>
      new Promise<number>((heard) => {
        const killed = performance.now()
        waiting.push({ killed, from: killed + 250, heard })
      }),
  }
}
