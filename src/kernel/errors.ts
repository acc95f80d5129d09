/** Every refusal the system knows: code → HTTP status. The words are in the catalogues under `refusal.<code>`. */

export const refusals = {
  'not-found': 404,
  'no-such-page': 404,
  'input.invalid': 422,
  'body.unreadable': 400,
  'body.too-large': 413,
  'session.required': 401,
  'session.expired': 401,
  'session.wrong': 401,
  'session.locked': 423,
  'session.second-step': 401,
  'session.code-wrong': 401,
  'session.first-password': 403,
  'session.password-expired': 403,
  'session.second-factor-missing': 403,
  'account.locked': 423,
  'account.own': 409,
  'account.unknown': 404,
  forbidden: 403,
  'csrf.origin': 403,
  'rate.exceeded': 429,
  'case.not-allowed': 403,
  'case.not-now': 409,
  'case.changed': 409,
  'case.code-wrong': 401,
  'case.code-tries': 429,
  'case.link-wrong': 404,
  'case.lead-not-found': 422,
  'case.lead-not-open': 422,
  'case.lead-is-itself': 422,
  'case.department-unknown': 422,
  'case.member-unknown': 422,
  'case.day-past': 422,
  'case.day-too-late': 422,
  'case.code-unknown': 422,
  'case.about-top': 422,
  'case.about-below': 422,
  'petition.day-ahead': 422,
  'petition.representatives': 422,
  'petition.road-not-for-kind': 422,
  'petition.hearing-days': 422,
  'petition.none': 404,
  'intake.key-reused': 409,
  'intake.consent-missing': 422,
  'file.type': 415,
  'file.size': 413,
  'file.count': 422,
  'file.unreadable': 422,
  'file.not-found': 422,
  'publication.personal-data': 422,
  'publication.unconfirmed': 422,
  'publication.consent-missing': 403,
  'publication.photo-unchecked': 422,
  'redaction.nothing': 422,
  'contact.none': 404,
  'contact.erased': 410,
  'calendar.other-year': 422,
  'calendar.off-and-work': 422,
  'figures.not-counted': 422,
  'figures.own-office': 422,
  'org.unknown': 422,
  'org.top': 422,
  'org.closed': 409,
  'org.circle': 422,
  'org.kind-under': 422,
  'org.kind-differs': 422,
  'org.already-there': 422,
  'org.code-taken': 409,
  'org.changed': 409,
  'org.in-use': 409,
  'jurisdiction.exists': 409,
  'appointment.officers-apart': 409,
  'appointment.role-not-here': 422,
  'appointment.days': 422,
  'appointment.own': 409,
  'person.account-taken': 409,
  'person.has-account': 409,
  'import.not-a-table': 415,
  'import.too-large': 413,
  'import.too-slow': 422,
  'import.no-header': 422,
  'import.faulty': 422,
  'import.changed': 409,
  'see-as.code-wrong': 422,
  'see-as.not-this-person': 422,
  'see-as.only-looking': 403,
  unavailable: 503,
  unexpected: 500,
} as const
export type RefusalCode = keyof typeof refusals

export type FieldError = { path: string; message: string }

/** A refusal: the only error the outside learns anything from. Params fill the placeholders of its text. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly params: Record<string, string | number>
  readonly fields: FieldError[]
  constructor(code: RefusalCode, params: Record<string, string | number> = {}, fields: FieldError[] = []) {
    super(code)
    this.code = code
    this.params = params
    this.fields = fields
  }
  get status() {
    return refusals[this.code]
  }
}
