/** Who may call which route: written by hand, beside the scheme and the declarations, so that neither can drift unseen. */
const village = ['liaison', 'branch-secretary'] as const
const town = ['town-leader', 'town-clerk'] as const
const department = ['department-head', 'department-officer'] as const
const countyHands = ['county-director', 'county-officer'] as const
const caller = ['county-supervisor'] as const

const officers = ['system-admin', 'security-admin', 'audit-admin'] as const

export const everyMember = [...village, ...town, ...department, ...countyHands, ...caller, ...officers] as const
export type Role = (typeof everyMember)[number]
const desk = [...village, ...town, ...department, ...countyHands, ...caller] as const
const writesDown = [...village, ...town, ...countyHands] as const
const decides = ['branch-secretary', ...town, ...countyHands] as const
const leads = [...town, ...countyHands] as const
const asksForTime = [...decides, ...department] as const
const calls = [...town, ...caller] as const

/** Route by route. `anyone` needs no session. */
export const mayCall: Readonly<Record<string, 'anyone' | readonly Role[]>> = {
  sessionOptions: 'anyone',
  signIn: 'anyone',
  secondStep: 'anyone',
  signInOidc: 'anyone',
  signOut: 'anyone',
  handInRequest: 'anyone',
  lookUpRequest: 'anyone',
  requestReceipt: 'anyone',
  logHead: 'anyone',
  logHeads: 'anyone',
  logKeys: 'anyone',
  logConsistency: 'anyone',
  logProof: 'anyone',

  getMe: everyMember,
  mySecurity: everyMember,
  endMySession: everyMember,
  endMyOtherSessions: everyMember,
  changePassword: everyMember,
  enrolSecondFactor: everyMember,
  confirmSecondFactor: everyMember,
  endSecondFactor: everyMember,
  getProgramme: everyMember,
  listOrgs: everyMember,
  listMembers: everyMember,
  listNotices: everyMember,
  getCalendar: everyMember,
  importHolidays: ['system-admin'],
  readNotices: everyMember,
  listOutbox: ['system-admin'],
  listAccounts: ['security-admin'],
  lockAccount: ['security-admin'],
  unlockAccount: ['security-admin'],
  endSessions: ['security-admin'],
  resetSecondFactor: ['security-admin'],
  listAudit: ['audit-admin'],
  exportAudit: ['audit-admin'],

  listInbox: desk,
  listCalls: calls,
  listCases: desk,
  findByPhone: desk,
  weeklyList: desk,
  getCase: desk,
  exportCase: desk,
  casePrinted: desk,
  listPrinted: desk,
  listCaseReads: [...leads, ...caller],
  unusualReading: ['county-director', ...caller],
  noteReading: ['county-director', ...caller],
  revealContact: desk,
  uploadFile: desk,
  getFile: desk,
  commentCase: desk,
  contactCase: desk,
  listHouseholds: [...village, ...town, ...countyHands, ...caller],
  overview: ['branch-secretary', ...town, ...countyHands, ...caller],

  registerCase: writesDown,
  handbook: writesDown,
  handUpCase: writesDown,
  settleDirectlyCase: writesDown,
  addHeardCase: writesDown,
  reflectCase: writesDown,
  acceptCase: decides,
  declineCase: decides,
  passOnCase: decides,
  settleCase: decides,
  linkCase: decides,
  unlinkCase: decides,
  splitCase: decides,
  sortCase: [...decides, 'department-head'],
  assignCase: [...writesDown, 'department-head'],
  escalateCase: ['branch-secretary', ...town],
  dispatchCase: leads,
  recallCase: leads,
  approveExtensionCase: leads,
  refuseExtensionCase: leads,
  shelveCase: leads,
  resumeCase: leads,
  superviseCase: [...leads, ...caller],
  publishCase: leads,
  unpublishCase: leads,
  blackOutCase: leads,
  redactWordsCase: ['town-leader', ...countyHands],
  receiveCase: department,
  sendBackCase: department,
  askExtensionCase: asksForTime,
  askResidentCase: asksForTime,
  replyHeardCase: asksForTime,
  answerCase: department,
  confirmByCallCase: calls,
  disputeByCallCase: calls,
  noteCallCase: calls,
  restUnansweredCase: calls,
}
