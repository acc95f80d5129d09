/** Sample photos for the demo, drawn: no real place and nobody in them. */
import { Readable } from 'node:stream'
import sharp from 'sharp'
import type { House } from '../access/command.ts'
import { storeUpload } from '../kernel/blobs/upload.ts'

const skies = ['#b9d4e8', '#d8dfe3', '#e9d8b8', '#c3d9c8', '#d9cfe0']
const grounds = ['#7c8f5a', '#8a7a62', '#6f7f73', '#94835f', '#707b86']
const things: Record<'request' | 'before' | 'after', string> = {
  request: '<path d="M120 430 q90 -60 190 -8 t230 -4 l30 62 h-470z" fill="#5d4a3a" opacity=".75"/>',
  before: '<path d="M100 440 l150 -40 60 36 90 -30 150 44 v50 h-450z" fill="#4f4035" opacity=".8"/>',
  after:
    '<path d="M100 430 h440 v52 h-440z" fill="#c9ccc6"/><path d="M100 452 h440" stroke="#fff" stroke-width="5" stroke-dasharray="34 22"/>',
}

const scenes = 12
const drawn = new Map<string, ReturnType<typeof storeUpload>>()

/** One of a dozen scenes of each kind, drawn and stored once. */
export function samplePhoto(house: House, role: 'request' | 'before' | 'after', n: number) {
  const key = `${role}-${n % scenes}`
  const photo = drawn.get(key) ?? draw(house, role, n % scenes)
  drawn.set(key, photo)
  return photo
}

async function draw(house: House, role: 'request' | 'before' | 'after', n: number) {
  const hill = 250 + ((n * 37) % 60)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="520">
    <rect width="640" height="520" fill="${skies[n % skies.length]}"/>
    <path d="M0 ${hill + 60} Q160 ${hill - 70} 330 ${hill + 30} T640 ${hill} V520 H0z" fill="${grounds[(n + 2) % grounds.length]}" opacity=".55"/>
    <path d="M0 360 H640 V520 H0z" fill="${grounds[n % grounds.length]}"/>
    <path d="M${380 + ((n * 53) % 120)} 360 v-70 l46 -32 46 32 v70z" fill="#efe9dd"/><path d="M${370 + ((n * 53) % 120)} 292 l56 -40 56 40z" fill="#7d4b3c"/>
    ${things[role]}</svg>`
  const jpeg = await sharp(Buffer.from(svg)).jpeg({ quality: 80 }).toBuffer()
  return storeUpload(house.blobs, Readable.from([jpeg]), `${role}-${n}.jpg`)
}
