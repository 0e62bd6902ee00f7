import type { Random } from './random.ts'

/** Makes the id of an entity that came to be at the given time. */
export type MakeId = <Id extends string>(timeMs: number) => Id

/** Ids with the layout of UUIDv7 (RFC 9562): 48 bits of time, version, 74 bits drawn from the seed. */
export function createIds(random: Random): MakeId {
  return <Id extends string>(timeMs: number) => {
    const time = hex(Math.floor(timeMs / 65536), 8)
    const timeLow = hex(Math.floor(timeMs) % 65536, 4)
    const a = random.uint32()
    const b = random.uint32()
    const version = hex(0x7000 | (a & 0xfff), 4)
    const variant = hex(0x8000 | ((a >>> 12) & 0x3fff), 4)
    return `${time}-${timeLow}-${version}-${variant}-${hex(b, 8)}${hex(random.uint32() >>> 16, 4)}` as Id
  }
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0')
}
