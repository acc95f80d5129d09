/** Small real files made on the spot: photos with a place, and films and recordings built box by box. */
import sharp from 'sharp'

/** A photo of 60 × 40 pixels, white on the left, black on the right, lying on its side, with GPS and a device's name in its EXIF. */
export async function photoWithPlace(
  format: 'jpeg' | 'png' | 'webp' = 'jpeg',
  width = 60,
  height = 40,
): Promise<Buffer> {
  const half = await sharp({ create: { width: Math.floor(width / 2), height, channels: 3, background: 'black' } })
    .png()
    .toBuffer()
  return sharp({ create: { width, height, channels: 3, background: 'white' } })
    .composite([{ input: half, gravity: 'east' }])
    .withExif({
      IFD0: { Make: 'Testphone', Model: 'T-1000', Orientation: '6' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '30/1 34/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '114/1 18/1 0/1',
      },
    })
    .withMetadata({ orientation: 6 })
    .toFormat(format)
    .toBuffer()
}

/** A box: size, type, content. */
export function box(type: string, ...content: (Buffer | string)[]): Buffer {
  const body = Buffer.concat(content.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)))
  const header = Buffer.alloc(8)
  header.writeUInt32BE(body.length + 8, 0)
  header.write(type, 4, 'latin1')
  return Buffer.concat([header, body])
}

const handler = (type: string) => box('hdlr', Buffer.alloc(8), type, Buffer.alloc(13))
const track = (type: string, ...more: Buffer[]) => box('trak', box('mdia', handler(type)), ...more)

/** Where the places are in a film made here; none may be left in its copy. */
export const places = ['+30.5667+114.3000/', '+30.1111+114.2222/', 'LOCI-30.3333', '+30.4444', 'XMP-30.5555']

/** A film as phones write it, with a place in every spot where one is known to be written. `mdat` is as long as asked. */
export function film(brand = 'isom', tracks: string[] = ['vide', 'soun'], mdat = 64): Buffer {
  const [android, apple, loci, inTrack, xmp] = places as [string, string, string, string, string]
  const keys = box('keys', Buffer.alloc(8), box('mdta', 'com.apple.quicktime.location.ISO6709'))
  const moov = box(
    'moov',
    box('mvhd', Buffer.alloc(100)),
    box('udta', box('\xa9xyz', Buffer.from([0, 18, 0x15, 0xc7]), android), box('loci', Buffer.alloc(6), loci)),
    box('meta', handler('mdta'), keys, box('ilst', apple)),
    ...tracks.map((type) => track(type, box('udta', box('\xa9xyz', inTrack)))),
  )
  const xmpId = Buffer.from('be7acfcb97a942e89c71999491e3afac', 'hex')
  return Buffer.concat([
    box('ftyp', brand, Buffer.alloc(4), brand),
    box('mdat', Buffer.alloc(mdat, 0x55)),
    moov,
    box('uuid', xmpId, xmp),
  ])
}

/** A second of silence. */
export function wav(): Buffer {
  const header = Buffer.alloc(44)
  header.write('RIFF', 0)
  header.writeUInt32LE(36 + 8000, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(8000, 24)
  header.writeUInt32LE(8000, 28)
  header.writeUInt16LE(1, 32)
  header.writeUInt16LE(8, 34)
  header.write('data', 36)
  header.writeUInt32LE(8000, 40)
  return Buffer.concat([header, Buffer.alloc(8000, 0x80)])
}

const ebml = (id: string, ...content: (Buffer | string)[]) => {
  const body = Buffer.concat(content.map((part) => Buffer.from(part as string)))
  const size = Buffer.alloc(4)
  size.writeUInt32BE(0x10000000 + body.length)
  return Buffer.concat([Buffer.from(id, 'hex'), size, body])
}

/** The beginning of a WebM as a browser records it, with these codecs. */
export const webm = (...codecs: string[]): Buffer =>
  Buffer.concat([
    ebml('1a45dfa3', ebml('4282', 'webm')),
    ebml('18538067', ebml('1654ae6b', ...codecs.map((codec) => ebml('ae', ebml('86', codec))))),
  ])

export const amr = (): Buffer => Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(320, 0x3c)])

/** An MP3 with a title in front, as recorders write it. */
export function mp3(): Buffer {
  const frame = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x00]), Buffer.alloc(413)])
  return Buffer.concat([
    Buffer.from('ID3\x03\x00\x00\x00\x00\x00\x0a', 'latin1'),
    Buffer.alloc(10),
    frame,
    frame,
    frame,
  ])
}

/** The first page of an Opus recording. */
export function ogg(): Buffer {
  const page = Buffer.alloc(28)
  page.write('OggS', 0)
  page[5] = 2
  page[26] = 1
  page[27] = 19
  return Buffer.concat([page, Buffer.from('OpusHead\x01\x01\x00\x00\x80\xbb\x00\x00\x00\x00\x00', 'latin1')])
}
