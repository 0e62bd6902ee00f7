/** The keys that insert a response, as `ui/shortcut.ts` writes them. */
export function digitKeys(digit: number): string {
  return `Mod+Shift+${digit}`
}

/** The digit of such a press, whatever the keyboard writes with Shift; null for any other key. */
export function digitOf(event: KeyboardEvent): number | null {
  const isMod = event.ctrlKey !== event.metaKey
  if (!isMod || !event.shiftKey || event.altKey || event.isComposing) return null
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1]
  return digit === undefined ? null : Number(digit)
}
