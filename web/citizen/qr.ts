/** A QR code as inline SVG: no picture to load, sharp on paper. */
import qrcode from 'qrcode'

export const qrSvg = async (text: string): Promise<string> =>
  (await qrcode.toString(text, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' })).replace(
    '<svg ',
    '<svg class="qr" aria-hidden="true" ',
  )
