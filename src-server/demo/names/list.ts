import { cyrillic, greek } from './cyrillic-greek.ts'
import { chinese, japanese, korean } from './east-asian.ts'
import { centralEuropean, english, french, german, iberian, nordic, turkish } from './latin.ts'
import type { NamePack } from './name-pack.ts'
import { arabic, hebrew } from './right-to-left.ts'
import { devanagari, thai } from './south-asian.ts'

/** Every name pack, from the most common on. */
export const namePacks: readonly NamePack[] = [
  english,
  german,
  iberian,
  centralEuropean,
  nordic,
  turkish,
  french,
  arabic,
  hebrew,
  chinese,
  japanese,
  korean,
  cyrillic,
  greek,
  devanagari,
  thai
]
