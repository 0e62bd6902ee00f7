/** Most bytes in the args of one call; the longest honest one is a draft of 100,000 characters. */
export const MAX_CALL_BYTES = 1024 * 1024

/** Deeper args are nothing that the table knows. */
const MAX_DEPTH = 30

/** Whether a value, counted roughly as UTF-16 and eight bytes per other value, stays within `maxBytes`. */
export function fitsWithin(value: unknown, maxBytes: number): boolean {
  let left = maxBytes
  const count = (part: unknown, depth: number): boolean => {
    if (depth > MAX_DEPTH) return false
    if (typeof part === 'string') left -= part.length * 2
    else if (ArrayBuffer.isView(part) || part instanceof ArrayBuffer) left -= part.byteLength
    else left -= 8
    if (left < 0) return false
    if (typeof part !== 'object' || part === null || ArrayBuffer.isView(part)) return true
    if (part instanceof Map || part instanceof Set) return false
    if (Array.isArray(part)) return part.every((item) => count(item, depth + 1))
    return Object.entries(part).every(([key, item]) => count(key, depth + 1) && count(item, depth + 1))
  }
  return count(value, 0)
}
