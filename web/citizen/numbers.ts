/** Numbers and codes in groups, large enough to read out over the phone. */

/** 653190 → 6 5 3 1 9 0 */
export const spaced = (code: string) => [...code].join(' ')

/** What the QR code of a receipt holds: number, query code and leaf, as an address that opens the request and compares the leaf. */
export const receiptLink = (site: string, r: { number: string; code: string; leaf: string }) =>
  `${site}/q/${r.number}/${r.code}/${Buffer.from(r.leaf, 'hex').toString('base64url')}`
