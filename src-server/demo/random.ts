/** Chance as an argument: a small seeded generator, and forks of it that do not disturb each other. */

export interface Random {
  /** A float in [0, 1). */
  next(): number
  /** An unsigned 32-bit integer. */
  uint32(): number
  /** An integer in [min, max], both included. */
  int(min: number, max: number): number
  /** True with the given probability. */
  chance(probability: number): boolean
  /** One item; throws on an empty list. */
  pick<T>(items: readonly T[]): T
  /** One item, drawn by its weight. */
  weighted<T>(items: readonly (readonly [item: T, weight: number])[]): T
  /** A shuffled copy. */
  shuffle<T>(items: readonly T[]): T[]
}

/** A generator for one purpose of one seed; another label gives an independent stream. */
export function createRandom(seed: number, label: string): Random {
  const uint32 = sfc32(hashWords(`${seed}/${label}`))
  const next = () => uint32() / 4294967296
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1))
  return {
    next,
    uint32,
    int,
    chance: (probability) => next() < probability,
    pick: (items) => at(items, Math.floor(next() * items.length)),
    weighted: (items) => {
      let left = next() * items.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [item, weight] of items) {
        left -= weight
        if (left < 0) return item
      }
      return at(items, items.length - 1)[0]
    },
    shuffle: (items) => {
      const copy = [...items]
      for (let i = copy.length - 1; i > 0; i--) {
        const j = int(0, i)
        const held = at(copy, i)
        copy[i] = at(copy, j)
        copy[j] = held
      }
      return copy
    }
  }
}

/** The item at an index that must exist. */
export function at<T>(items: readonly T[], index: number): T {
  if (index < 0 || index >= items.length) throw new Error(`no item ${index} in a list of ${items.length}`)
  return items[index] as T
}

/** sfc32 by Chris Doty-Humphrey (PractRand): 128 bits of state, period of at least 2^32. */
function sfc32([wa, wb, wc, wd]: readonly [number, number, number, number]): () => number {
  let a = wa
  let b = wb
  let c = wc
  let d = wd
  const step = () => {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return t >>> 0
  }
  for (let i = 0; i < 12; i++) step()
  return step
}

/** Four 32-bit words of a label (FNV-1a with a final mix, one word per salt). */
function hashWords(label: string): [number, number, number, number] {
  return [hashWord(label, 0), hashWord(label, 1), hashWord(label, 2), hashWord(label, 3)]
}

function hashWord(label: string, salt: number): number {
  let hash = 2166136261 ^ Math.imul(salt + 1, 0x9e3779b1)
  for (let i = 0; i < label.length; i++) hash = Math.imul(hash ^ label.charCodeAt(i), 16777619)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
