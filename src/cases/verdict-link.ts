/** The link in a message on which one tap gives the verdict: opens one answer of one request, and nothing else. */
import { type Keys, sameBytes } from '../kernel/crypto.ts'

/** Case, the step that asked, and a keyed hash of both: 35 characters, short enough for a message. */
export function verdictToken(keys: Keys, jurisdictionId: number, caseId: string, seq: number): string {
  const id = Buffer.from(caseId.replaceAll('-', ''), 'hex')
  const step = Buffer.from([seq >> 8, seq & 255])
  return Buffer.concat([id, step, keys.linkMac(jurisdictionId, `${caseId}/${seq}`)]).toString('base64url')
}

/** What a token opens, or undefined when we did not make it. */
export function readVerdictToken(
  keys: Keys,
  jurisdictionId: number,
  token: string,
): { caseId: string; seq: number } | undefined {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== 26) return undefined
  const hex = bytes.toString('hex', 0, 16)
  const caseId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  const seq = bytes.readUInt16BE(16)
  return sameBytes(bytes.subarray(18), keys.linkMac(jurisdictionId, `${caseId}/${seq}`)) ? { caseId, seq } : undefined
}
