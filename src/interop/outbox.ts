/** Sends what commands put into the outbox: after commit, in any process, each row by one, again until it is sent or given up. */
import { sql } from 'kysely'
import type { House } from '../access/command.ts'
import type { Language } from '../kernel/app.ts'
import { dayText, t } from '../kernel/texts.ts'
import { normalisePhone, openContact } from '../registry/people.ts'
import { sendSms } from './sms.ts'

/** Minutes until the next try, by tries so far; after the last it is given up and shown so. */
const waits = [1, 5, 30, 120, 600]
/** A claim outlasts the sending of its rows: five, each given up after ten seconds, within a minute. */
const batch = 5
const claimMs = 60_000

type Row = {
  id: string
  resident_id: string
  case_id: string
  template: string
  language: string
  params: unknown
  tries: number
}
type Told = {
  sent_at: Date | null
  failed_at: Date | null
  last_error: string | null
  provider_ref: string | null
  next_try_at: Date
}

type Params = { number?: string; due?: string; verdict?: string }

/**
 * The words of a message: number, stage, link; never the matter. The link on which one tap gives the verdict is the resident's alone:
 * `shown` to staff it leads nowhere.
 */
export function messageText(
  row: Pick<Row, 'template' | 'language' | 'params'>,
  url: string,
  shown: 'to-resident' | 'to-staff' = 'to-resident',
): string {
  const params = row.params as Params
  const language = row.language as Language
  return t(language, `messages.${row.template}`, {
    number: params.number ?? '',
    due: params.due ? dayText(language, new Date(params.due)) : '',
    url: params.verdict ? `${url}/v/${shown === 'to-staff' ? '…' : params.verdict}` : `${url}/track/your-code`,
  })
}

/**
 * Sends what is due in one jurisdiction and says how many rows it dealt with. Rows are claimed by moving their next try ahead in a
 * transaction of its own, so that nothing is sent inside a transaction and no two processes send the same.
 */
export async function sendDue(house: House, jurisdictionId: number): Promise<number> {
  const now = house.now()
  const claimed = await house.db.transaction({ jurisdictionId, job: 'outbox' }, (tx) =>
    tx
      // materialised: as a plain subquery it may be run once for each row, and claim more than the limit
      .with(
        (cte) => cte('due').materialized(),
        (q) =>
          q
            .selectFrom('outbox')
            .select('id')
            .where('sent_at', 'is', null)
            .where('failed_at', 'is', null)
            .where('next_try_at', '<=', now)
            .orderBy('next_try_at')
            .orderBy('id')
            .limit(batch)
            .forUpdate()
            .skipLocked(),
      )
      .updateTable('outbox as o')
      .from('due')
      .set((e) => ({ tries: e('o.tries', '+', 1), next_try_at: new Date(now.getTime() + claimMs) }))
      .whereRef('o.id', '=', 'due.id')
      .where('o.jurisdiction_id', '=', jurisdictionId)
      .returning(['o.id', 'o.resident_id', 'o.case_id', 'o.template', 'o.language', 'o.params', 'o.tries'])
      .execute(),
  )
  // ids sort by the time they were made: nobody reads the answer before the receipt
  for (const row of claimed.sort((a, b) => (a.id < b.id ? -1 : 1))) {
    // one that cannot even be tried must not keep the others from being sent
    const told = await send(house, jurisdictionId, row, now).catch((error: unknown) => {
      house.log.error({ err: error, outbox: row.id }, 'outbox')
      return later(row, now, { code: 'unexpected', retry: true })
    })
    await house.db.transaction({ jurisdictionId, job: 'outbox' }, (tx) =>
      tx.updateTable('outbox').set(told).where('id', '=', row.id).execute(),
    )
  }
  return claimed.length
}

async function send(house: House, jurisdictionId: number, row: Row, now: Date): Promise<Told> {
  const never = { sent_at: null, failed_at: now, provider_ref: null, next_try_at: now }
  const contact = await phoneOf(house, jurisdictionId, row.resident_id)
  if (!contact) return { ...never, last_error: 'no phone' }
  const {
    LIANXIN_SMS_ENDPOINT: endpoint,
    LIANXIN_SMS_KEY_ID: keyId,
    LIANXIN_SMS_KEY_SECRET: keySecret,
    LIANXIN_SMS_SIGN: sign,
  } = house.config
  // without a gateway the outbox page is where a developer reads it; and a demo's invented numbers may be somebody's
  if (house.config.LIANXIN_DEMO || !endpoint || !keyId || !keySecret)
    return { sent_at: now, failed_at: null, last_error: null, provider_ref: 'shown', next_try_at: now }
  const params = row.params as Params
  const result = await sendSms(
    { endpoint, keyId, keySecret, sign },
    {
      phone: normalisePhone(contact),
      template: `LX_${row.template}`.toUpperCase(),
      // the address stands in the filed template; what follows it is a variable
      params: { number: params.number ?? '', ...(params.verdict && { link: params.verdict }) },
      nonce: `${row.id}-${row.tries}`,
      at: now,
    },
  )
  if (result.ok)
    return { sent_at: now, failed_at: null, last_error: null, provider_ref: result.reference, next_try_at: now }
  return later(row, now, result)
}

/** After a failure: when it is tried again, or that it is given up. */
function later(row: Row, now: Date, { code, retry }: { code: string; retry: boolean }): Told {
  const wait = retry ? waits[row.tries - 1] : undefined
  const given = { sent_at: null, last_error: code, provider_ref: null }
  if (wait === undefined) return { ...given, failed_at: now, next_try_at: now }
  return { ...given, failed_at: null, next_try_at: new Date(now.getTime() + wait * 60_000) }
}

const phoneOf = (house: House, jurisdictionId: number, residentId: string) =>
  house.db.transaction({ jurisdictionId, people: [residentId] }, async (tx) => {
    const row = await tx
      .selectFrom('residents')
      .innerJoin('person_keys', (j) =>
        j
          .onRef('person_keys.jurisdiction_id', '=', 'residents.jurisdiction_id')
          .onRef('person_keys.resident_id', '=', 'residents.id'),
      )
      .select(['wrapped', 'sealed_name', 'sealed_phone', 'sealed_id_number'])
      .where('residents.id', '=', residentId)
      .executeTakeFirst()
    const contact = row && openContact(house.keys, jurisdictionId, residentId, row)
    return contact && !contact.erased ? contact.phone : undefined
  })

/** Jurisdictions there are: a job serves each in its own scope. */
export const jurisdictionIds = async (house: Pick<House, 'db'>) =>
  (
    await sql<{ jurisdiction_id: number }>`select jurisdiction_id from jurisdictions order by 1`.execute(
      house.db.kysely,
    )
  ).rows.map((r) => r.jurisdiction_id)
