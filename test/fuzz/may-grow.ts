/** Tables that may rightly change where nothing else does, each with the reason. A new one of that sort is entered here. */

/** After a refusal: counting tries and keeping sessions is what refusals are made of. */
export const onRefusal: Readonly<Record<string, string>> = {
  'auth.lockout': 'a wrong password is counted, also when it is refused',
  'auth.session': 'a session in use is prolonged; one that ended is forgotten',
  'auth.verification': 'a second step in progress counts its tries',
  'auth.twoFactor': 'a wrong code is counted',
  audit: 'what was refused at the door is written down',
  see_as_codes: 'a wrong code for looking through another’s eyes is counted',
  number_blocks: 'numbers are reserved ahead: they name, they do not count',
}

/** After a read: only what says that it was read. */
export const onReading: Readonly<Record<string, string>> = {
  audit: 'an export is written down',
  'auth.session': 'a session in use is prolonged',
  case_reads: 'a look leaves its trace',
}
