import { type ComponentType, lazy, Suspense, useState } from 'react'

const loads: (() => Promise<unknown>)[] = []

/**
 * A component whose code is not needed for the first paint: it is loaded by `loadLater`, or when it is first shown.
 * Once its code is here it is shown at once, without an empty moment.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null
  const loadOnce = async () => {
    loaded ??= await load()
    return { default: loaded }
  }
  loads.push(loadOnce)
  const Lazy: ComponentType<Props> = lazy(loadOnce)
  return function Later(props: Props) {
    const [Shown] = useState(() => loaded ?? Lazy)
    return (
      <Suspense fallback={null}>
        <Shown {...props} />
      </Suspense>
    )
  }
}

/** Loads the code of all such components; a file that cannot be read is asked for again when it is shown. */
export function loadLater(): void {
  for (const load of loads) load().catch(() => {})
}
