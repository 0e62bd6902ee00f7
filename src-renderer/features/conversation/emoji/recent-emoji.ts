import { RECENT_EMOJI_MAX } from '#shared/contract/ipc.ts'
import { desk } from '../../../bridge/desk.ts'
import { useView } from '../../../bridge/use-view.ts'
import { ALL_EMOJI, type Emoji } from './list.ts'

/** The emoji that were used last on this computer, the newest first, and how to note another one. */
export function useRecentEmoji() {
  const chars = useView('settings.current', {}, ['settings']).data?.recentEmoji ?? []
  const recent = chars.flatMap((char) => ALL_EMOJI.find((emoji) => emoji.char === char) ?? [])
  const note = ({ char }: Emoji) => {
    const recentEmoji = [char, ...chars.filter((one) => one !== char)].slice(0, RECENT_EMOJI_MAX)
    void desk.act('settings.save', { recentEmoji })
  }
  return { recent, note }
}
