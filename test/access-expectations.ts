/** Who may call which route: written by hand, beside the scheme and the declarations, so that neither can drift unseen. */
const village = ['liaison', 'branch-secretary'] as const
const town = ['town-leader', 'town-clerk'] as const
const department = ['department-head', 'department-officer'] as const
const countyHands = ['county-director', 'county-officer'] as const
const caller = ['county-supervisor'] as const

export const everyMember = [...village, ...town, ...department, ...countyHands, ...caller, 'system-admin'] as const
export type Role = (typeof everyMember)[number]
const desk = [...village, ...town, ...department, ...countyHands, ...caller] as const
const writesDown = [...village, ...town, ...countyHands] as const
const decides = ['branch-secretary', ...town, ...countyHands] as const
const leads = [...town, ...countyHands] as const
const petitions = [...leads, 'department-head'] as const
/** Heads of their organ: they approve a petition's extension. */
const heads = ['town-leader', 'county-director', 'department-head'] as const
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

  getMe: everyMember,
  changePassword: everyMember,
  enrolSecondFactor: everyMember,
  confirmSecondFactor: everyMember,
  endSecondFactor: everyMember,
  getProgramme: everyMember,
  listOrgs: everyMember,
  listMembers: everyMember,
  listNotices: everyMember,
  readNotices: everyMember,
  listOutbox: ['system-admin'],

  listInbox: desk,
  listCases: desk,
  findByPhone: desk,
  weeklyList: desk,
  getCase: desk,
  revealContact: desk,
  uploadFile: desk,
  getFile: desk,
  commentCase: desk,
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
  settleCase: decides,
  linkCase: decides,
  unlinkCase: decides,
  splitCase: decides,
  sortCase: [...decides, 'department-head'],
  assignCase: [...writesDown, 'department-head'],
  escalateCase: ['branch-secretary', ...town],
  dispatchCase: leads,
  approveExtensionCase: leads,
  refuseExtensionCase: leads,
  shelveCase: leads,
  resumeCase: leads,
  superviseCase: [...leads, ...caller],
  receiveCase: department,
  sendBackCase: department,
  askExtensionCase: department,
  answerCase: department,
  confirmByCallCase: calls,
  disputeByCallCase: calls,
  noteCallCase: calls,
  restUnansweredCase: calls,
  dissentByCallCase: calls,

  exportPetition: petitions,
  exportPetitions: petitions,
  petitionYear: ['branch-secretary', ...town, ...countyHands, ...caller],
  treatAsPetitionCase: petitions,
  setExternalNumberCase: petitions,
  reportGraveCase: petitions,
  choosePetitionKindCase: petitions,
  routePetitionCase: petitions,
  tellInWritingCase: petitions,
  objectPetitionCase: petitions,
  consentToReturnCase: petitions,
  refuseReturnCase: petitions,
  askPetitionExtensionCase: petitions,
  extendPetitionCase: heads,
  refusePetitionExtensionCase: heads,
  concludePetitionCase: petitions,
  askReviewHeardCase: petitions,
  answerReviewCase: petitions,
  askReReviewHeardCase: petitions,
  noteHearingCase: petitions,
  answerReReviewCase: petitions,
}
