import { FILE_NAME_MAX_CHARS } from './bounds.ts'

/** Names that Windows keeps for devices, with whatever extension. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i

/**
 * A file's own name, fit to be shown and to be saved under on any system: no folder, no control character, none that
 * turns the text around, no device, no dot or blank at the ends, and short, with its extension kept.
 */
export function cleanFileName(name: string): string {
  const leaf = name
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/^.*[\\/]/s, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[ .]+|[ .]+$/g, '')
  const named = leaf === '' ? 'file' : leaf
  return shortened(DEVICE.test(named) ? `_${named}` : named)
}

function shortened(name: string): string {
  if (name.length <= FILE_NAME_MAX_CHARS) return name
  const extension = /\.[^. ]{1,10}$/.exec(name)?.[0] ?? ''
  // whole characters only: half of one would not be text any more
  let stem = ''
  for (const character of name.slice(0, -extension.length || undefined)) {
    if (stem.length + character.length > FILE_NAME_MAX_CHARS - extension.length) break
    stem += character
  }
  return stem.replace(/[ .]+$/, '') + extension
}
