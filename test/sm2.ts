/** SM2 verification by plain arithmetic (GB/T 32918.2), so that what the crypto library makes is judged by something else. Slow, for tests. */
import { createHash } from 'node:crypto'

const p = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn
const n = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n
const a = p - 3n
const b = 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n
type Point = readonly [bigint, bigint]
const base: Point = [
  0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
]

const mod = (x: bigint, m = p) => ((x % m) + m) % m
function inverse(x: bigint): bigint {
  let [r, next, s, t] = [p, mod(x), 0n, 1n]
  while (next) {
    const q = r / next
    ;[r, next] = [next, r - q * next]
    ;[s, t] = [t, s - q * t]
  }
  return mod(s)
}
function add(left: Point | null, right: Point | null): Point | null {
  if (!left || !right) return left ?? right
  const [x, y] = left
  if (x === right[0] && mod(y + right[1]) === 0n) return null
  const slope = x === right[0] ? (3n * x * x + a) * inverse(2n * y) : (right[1] - y) * inverse(right[0] - x)
  const at = mod(slope * slope - x - right[0])
  return [at, mod(slope * (x - at) - y)]
}
function times(k: bigint, point: Point): Point | null {
  let sum: Point | null = null
  let double: Point | null = point
  for (let rest = k; rest; rest >>= 1n) {
    if (rest & 1n) sum = add(sum, double)
    double = add(double, double)
  }
  return sum
}

const number = (bytes: Buffer) => BigInt(`0x${bytes.toString('hex')}`)
const bytes = (x: bigint) => Buffer.from(x.toString(16).padStart(64, '0'), 'hex')
const sm3 = (...parts: Buffer[]) => createHash('sm3').update(Buffer.concat(parts)).digest()

/** Both numbers of a signature in DER. */
function numbersOf(der: Buffer): Point {
  const first = der.subarray(4, 4 + (der[3] ?? 0))
  const rest = der.subarray(4 + first.length)
  return [number(first), number(rest.subarray(2, 2 + (rest[1] ?? 0)))]
}

/** Whether this signature of the message holds for a signer of this identity. */
export function sm2Holds(spki: Buffer, identity: string, message: Buffer, der: Buffer): boolean {
  const key: Point = [number(spki.subarray(-64, -32)), number(spki.subarray(-32))]
  const id = Buffer.from(identity)
  const bits = Buffer.from([(id.length * 8) >> 8, (id.length * 8) & 255])
  const z = sm3(bits, id, ...[a, b, ...base, ...key].map(bytes))
  const [r, s] = numbersOf(der)
  const sum = add(times(s, base), times(mod(r + s, n), key))
  return sum !== null && mod(number(sm3(z, message)) + sum[0], n) === r
}
