/** One form a need: the table from what a step needs to what is drawn for it. */
import type { Need } from '../../../../src/cases/model.ts'
import { OpinionFields } from '../petition/OpinionFields.tsx'
import { PetitionFields, PetitionNumberFields, petitionInput } from '../petition/PetitionFields.tsx'
import { PetitionKindFields, PetitionRoadFields } from '../petition/RoadFields.tsx'
import { TellFields } from '../petition/TellFields.tsx'
import { HearingFields, PetitionExtensionFields } from '../petition/TimeFields.tsx'
import { AboutFields } from './AboutFields.tsx'
import { AnswerFields } from './AnswerFields.tsx'
import { AskFields } from './AskFields.tsx'
import { AssignFields } from './AssignFields.tsx'
import { CalledConfirmFields, CalledDisputeFields, CallNoteFields, called } from './CalledFields.tsx'
import { ConfirmFields } from './ConfirmFields.tsx'
import { ContactFields } from './ContactFields.tsx'
import { DeclineFields } from './DeclineFields.tsx'
import { DispatchFields } from './DispatchFields.tsx'
import { DisputeFields } from './DisputeFields.tsx'
import { AskExclusionFields, DecideExclusionFields } from './ExclusionFields.tsx'
import { ExtensionFields } from './ExtensionFields.tsx'
import { plain, type StepForm, withFiles } from './form.ts'
import { LinkFields } from './LinkFields.tsx'
import { NoteFields } from './NoteFields.tsx'
import { PassOnFields } from './PassOnFields.tsx'
import { PublishFields, toPublish } from './PublishFields.tsx'
import { ReasonFields } from './ReasonFields.tsx'
import { ReceiveFields } from './ReceiveFields.tsx'
import { RedactFields, toRedact } from './RedactFields.tsx'
import { ShelveFields } from './ShelveFields.tsx'
import { CommentFields, NothingFields, ReflectionFields } from './ShortFields.tsx'
import { SortFields } from './SortFields.tsx'
import { SplitFields } from './SplitFields.tsx'
import { WordsFields } from './WordsFields.tsx'

export type { Values } from './form.ts'

const forms: Record<Need, StepForm> = {
  Nothing: { Fields: NothingFields, toInput: () => ({}) },
  Reason: { Fields: ReasonFields, toInput: plain },
  Note: { Fields: NoteFields, toInput: plain },
  Words: { Fields: WordsFields, toInput: withFiles },
  Comment: { Fields: CommentFields, toInput: plain },
  Contact: { Fields: ContactFields, toInput: plain },
  Ask: { Fields: AskFields, toInput: plain },
  PassOn: { Fields: PassOnFields, toInput: plain },
  CalledConfirm: { Fields: CalledConfirmFields, toInput: (values) => ({ ...called(values), resolved: 'yes' }) },
  CalledDispute: { Fields: CalledDisputeFields, toInput: called },
  AskExclusion: { Fields: AskExclusionFields, toInput: plain },
  DecideExclusion: { Fields: DecideExclusionFields, toInput: plain },
  Explain: { Fields: NothingFields, toInput: () => ({}) },
  Later: { Fields: NothingFields, toInput: () => ({}) },
  Decline: { Fields: DeclineFields, toInput: plain },
  Sort: { Fields: SortFields, toInput: plain },
  Assign: { Fields: AssignFields, toInput: plain },
  Dispatch: { Fields: DispatchFields, toInput: plain },
  Receive: { Fields: ReceiveFields, toInput: plain },
  Extension: { Fields: ExtensionFields, toInput: plain },
  Answer: { Fields: AnswerFields, toInput: withFiles },
  Shelve: { Fields: ShelveFields, toInput: plain },
  Link: { Fields: LinkFields, toInput: plain },
  Split: { Fields: SplitFields, toInput: plain },
  Confirm: { Fields: ConfirmFields, toInput: (values) => ({ ...plain(values), resolved: 'yes' }) },
  Dispute: { Fields: DisputeFields, toInput: plain },
  CallNote: { Fields: CallNoteFields, toInput: called },
  Petition: { Fields: PetitionFields, toInput: petitionInput },
  PetitionNumber: { Fields: PetitionNumberFields, toInput: plain },
  PetitionKind: { Fields: PetitionKindFields, toInput: plain },
  PetitionRoad: { Fields: PetitionRoadFields, toInput: plain },
  PetitionTell: { Fields: TellFields, toInput: plain },
  PetitionExtension: { Fields: PetitionExtensionFields, toInput: plain },
  Opinion: { Fields: OpinionFields, toInput: plain },
  Hearing: { Fields: HearingFields, toInput: plain },
  Reflection: { Fields: ReflectionFields, toInput: plain },
  Publish: { Fields: PublishFields, toInput: toPublish },
  Redact: { Fields: RedactFields, toInput: toRedact },
  // drawn on the photo itself (`redact/BlackOut.tsx`)
  BlackOut: { Fields: NothingFields, toInput: () => ({}) },
  About: { Fields: AboutFields, toInput: plain },
}
export const formFor = (need: Need): StepForm => forms[need]
