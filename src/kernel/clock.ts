/** The only place that reads the wall clock. */

/** A clock: instants as UTC `Date`. Tests and replays hand in their own. */
export type Clock = () => Date
export const wallClock: Clock = () => new Date()
