import { ad } from './ad.ts'
import { addOn } from './add-on.ts'
import { advertisingPackage } from './advertising-package.ts'
import { broadcast } from './broadcast.ts'
import type { Kind } from './kind.ts'
import { partnership } from './partnership.ts'

/** Every sort of request, in the order of the guide. */
export const REQUEST_KINDS: readonly Kind[] = [partnership, addOn, broadcast, advertisingPackage, ad]

/** The Kind of that name; undefined for one that another version knows. */
export function kindNamed(name: string, kinds: readonly Kind[] = REQUEST_KINDS): Kind | undefined {
  return kinds.find((kind) => kind.name === name)
}
