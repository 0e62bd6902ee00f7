/**
 * The part of a file that a Range header asks for (RFC 9110, 14.2): a download that goes on, a video that is wound. One part
 * only; whatever else a header says asks for all, which is allowed.
 */
export function partOf(range: string | undefined, sizeBytes: number): { from: number; to: number } | null {
  const asked = /^bytes=(\d+)-(\d*)$/.exec(range ?? '')
  if (!asked) return null
  const from = Number(asked[1])
  const to = asked[2] ? Math.min(Number(asked[2]), sizeBytes - 1) : sizeBytes - 1
  return from <= to ? { from, to } : null
}
