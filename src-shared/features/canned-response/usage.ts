import { placeholdersIn } from './variables.ts'

/** Nobody has used it for so long, nor changed its words. */
export const UNUSED_AFTER_MS = 90 * 24 * 3_600_000

/** Whether a response has lain idle: what is new has had no time to be used. */
export function isUnused(
  { usage, updatedAtMs }: { usage: { lastUsedAtMs: number | null }; updatedAtMs: number },
  nowMs: number
): boolean {
  return nowMs - Math.max(usage.lastUsedAtMs ?? 0, updatedAtMs) > UNUSED_AFTER_MS
}

/** Less of its words, and it is another text. */
const LEAST_SHARE = 0.5

/**
 * What became of an inserted response in the text that was sent: null when it was taken back or replaced. Filling in what it asks
 * for, writing where it puts the caret, and adding before or after it are what it is for, and no edit.
 */
export function whatBecameOf(
  inserted: { text: string; caret: number | null },
  sent: string
): 'as it was' | 'edited' | null {
  if (isThere(fixedParts(inserted), sent)) return 'as it was'
  const words = wordsOf(inserted.text)
  const left = new Set(wordsOf(sent))
  const kept = words.filter((word) => left.has(word)).length
  return words.length > 0 && kept / words.length >= LEAST_SHARE ? 'edited' : null
}

/** The text between what is filled in and where the caret was. */
function fixedParts({ text, caret }: { text: string; caret: number | null }): string[] {
  const gaps = placeholdersIn(text).map(({ start, end }): [number, number] => [start, end])
  if (caret !== null) gaps.push([caret, caret])
  gaps.sort((a, b) => a[0] - b[0])
  const parts: string[] = []
  let at = 0
  for (const [start, end] of gaps) {
    parts.push(text.slice(at, start))
    at = end
  }
  parts.push(text.slice(at))
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}

function isThere(parts: readonly string[], sent: string): boolean {
  let at = 0
  for (const part of parts) {
    const found = sent.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return parts.length > 0
}

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
