import type { Change, ChangeRange } from '#shared/sync/change.ts'

/**
 * Cuts a range into ranges that join on to each other, each of whole seqs and with at most `most` Changes (asked anew for each), unless
 * one seq alone has more. Nothing is lost between them: a range covers every seq from `from` to `to`, so it does up to any seq between, too.
 */
export function* partsOf(range: ChangeRange, most: () => number): Iterable<ChangeRange> {
  let from = range.from
  let items: Change[] = []
  for (const group of bySeq(range.items)) {
    const [first] = group
    if (first && items.length > 0 && items.length + group.length > most()) {
      const to = first.seq - 1
      yield { ...range, from, to, items, more: true }
      from = to
      items = []
    }
    items.push(...group)
  }
  yield { ...range, from, items }
}

function* bySeq(items: readonly Change[]): Iterable<Change[]> {
  let group: Change[] = []
  for (const item of items) {
    if (group[0] && group[0].seq !== item.seq) {
      yield group
      group = []
    }
    group.push(item)
  }
  if (group.length > 0) yield group
}
