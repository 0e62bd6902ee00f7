/** Which of two slots of equal worth is to be shown first; a strict order. */
export type GoesBefore = (slot: number, other: number) => boolean

/** The slots of the highest totals, best first. Made for a limit that is small beside the number of slots. */
export function topSlots(
  slots: Uint32Array,
  totals: Float64Array,
  limit: number,
  goesBefore: GoesBefore
): number[] {
  const top: number[] = []
  if (limit < 1) return top
  const isBetter = (slot: number, other: number): boolean => {
    const difference = (totals[slot] as number) - (totals[other] as number)
    return difference === 0 ? goesBefore(slot, other) : difference > 0
  }
  let least = 0
  for (let index = 0; index < slots.length; index += 1) {
    const slot = slots[index] as number
    if ((totals[slot] as number) < least) continue
    if (top.length === limit && !isBetter(slot, top[limit - 1] as number)) continue
    let at = top.length
    while (at > 0 && isBetter(slot, top[at - 1] as number)) at -= 1
    top.splice(at, 0, slot)
    if (top.length > limit) top.pop()
    if (top.length === limit) least = totals[top[limit - 1] as number] as number
  }
  return top
}
