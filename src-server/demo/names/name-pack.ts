/** Where a name pack's people live. */
export interface Home {
  /** BCP 47 */
  locale: string
  phonePrefix: string
  cities: readonly string[]
}

/** Names of one script or language; each is `native/latin`, or just the native form when that is Latin already. */
export interface NamePack {
  name: string
  /** How common it is among the followers. */
  weight: number
  homes: readonly Home[]
  given: readonly string[]
  family: readonly string[]
  order: 'given-first' | 'family-first'
  /** What stands between the two names. */
  separator: ' ' | ''
}

/** The entries of a comma-separated list. */
export function listed(text: string): string[] {
  return text.split(',').map((entry) => entry.trim())
}

/** One name in its own script and as it goes into an e-mail address. */
export interface Name {
  native: string
  latin: string
}

/** Splits `native/latin`; a name without a Latin form is its own, without diacritics. */
export function nameOf(entry: string): Name {
  const [native = '', latin] = entry.split('/')
  return { native, latin: latin ?? plainLatin(native) }
}

/** Lower-case ASCII letters and digits of a Latin name. */
export function plainLatin(text: string): string {
  return text
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[øð]/g, 'o')
    .replace(/ł/g, 'l')
    .replace(/[æ]/g, 'ae')
    .replace(/ı/g, 'i')
    .replace(/đ/g, 'd')
    .normalize('NFD')
    .replace(/[^a-z0-9]/g, '')
}
