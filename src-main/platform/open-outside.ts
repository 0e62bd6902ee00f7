import { shell } from 'electron'
import { outsideLink } from './outside-link.ts'

/** The one way out: opens a link in the system's browser or mail program, or answers false and opens nothing. */
export async function openOutside(text: string): Promise<boolean> {
  const link = outsideLink(text)
  if (!link) return false
  return shell.openExternal(link).then(
    () => true,
    () => false
  )
}
