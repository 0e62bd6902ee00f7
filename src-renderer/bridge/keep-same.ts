/**
 * `next`, in which every part that equals its counterpart in `previous` is that counterpart: what has not changed is the same object,
 * and is not painted again. Rows of a list are found by their first field, which is their id in every View, so that they may move.
 */
export function keepSame<Data>(previous: unknown, next: Data): Data {
  // an object that equals `next` in every part is of its type
  return kept(previous, next) as Data
}

function kept(previous: unknown, next: unknown): unknown {
  if (Array.isArray(previous) && Array.isArray(next)) return keptItems(previous, next)
  if (isObject(previous) && isObject(next)) return keptFields(previous, next)
  return next
}

function keptItems(previous: readonly unknown[], next: readonly unknown[]): unknown {
  let byId: Map<unknown, unknown> | null = null
  const counterpart = (item: unknown, at: number) => {
    const id = idOf(item)
    if (id === undefined || id === idOf(previous[at])) return previous[at]
    byId ??= new Map(previous.map((one) => [idOf(one), one]))
    return byId.get(id)
  }
  const items = next.map((item, at) => kept(counterpart(item, at), item))
  return isAllSame(items, previous) ? previous : items
}

function keptFields(previous: Record<string, unknown>, next: Record<string, unknown>): unknown {
  const names = Object.keys(next)
  const fields = names.map((name) => [name, kept(previous[name], next[name])] as const)
  const isSame =
    names.length === Object.keys(previous).length &&
    fields.every(([name, value]) => name in previous && value === previous[name])
  return isSame ? previous : Object.fromEntries(fields)
}

const isAllSame = (items: readonly unknown[], others: readonly unknown[]) =>
  items.length === others.length && items.every((item, at) => item === others[at])

function idOf(item: unknown): string | undefined {
  const [first] = isObject(item) ? Object.values(item) : []
  return typeof first === 'string' ? first : undefined
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
