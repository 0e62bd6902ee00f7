import {
  DATE_KEYS,
  NOTE_KEYS,
  OWNERSHIP_KEYS,
  PANEL_KEYS,
  SEARCH_KEYS,
  THREAD_KEYS,
  TRANSFER_KEYS
} from '../features/conversation/chat-shortcuts.ts'
import { ROOMS } from './rooms.ts'

/** Works offline, or goes online again. */
export const OFFLINE_KEYS = 'Mod+Shift+O'

interface ShortcutGroup {
  name: string
  shortcuts: readonly { keys: string; does: string }[]
}

/** Every shortcut of the desk, as the `?` sheet lists them. None needs Alt, none works while an input method composes text. */
export const SHORTCUT_GROUPS: readonly ShortcutGroup[] = [
  {
    name: 'Everywhere',
    shortcuts: [
      ...ROOMS.filter(({ role }) => role === undefined).map(({ shortcut, label }) => ({
        keys: shortcut,
        does: label
      })),
      { keys: SEARCH_KEYS, does: 'Search everything' },
      { keys: 'Mod+F', does: 'Search a user to write to' },
      { keys: OFFLINE_KEYS, does: 'Work offline, or go online' },
      { keys: '?', does: 'This list (F1 also while you write)' },
      { keys: 'Escape', does: 'One step back' }
    ]
  },
  {
    name: 'List of chats',
    shortcuts: [
      { keys: 'ArrowDown', does: 'Next chat' },
      { keys: 'ArrowUp', does: 'Chat before' },
      { keys: 'Enter', does: 'Write in it' }
    ]
  },
  {
    name: 'Requests of partners',
    shortcuts: [
      { keys: 'A', does: 'Approve, or approve the selected ones' },
      { keys: 'R', does: 'Reject, with a description' },
      { keys: 'X', does: 'Select' },
      { keys: 'Z', does: 'Undo, as long as it has not left' }
    ]
  },
  {
    name: 'Open chat',
    shortcuts: [
      { keys: '/', does: 'Canned responses, at the beginning of a word' },
      { keys: ':', does: 'Emoji by name, behind two letters' },
      { keys: 'Mod+Shift+1…9', does: 'The canned response to which you gave the digit' },
      { keys: NOTE_KEYS, does: 'Note for agents, or answer' },
      { keys: OWNERSHIP_KEYS, does: 'Take, take over, finish, reopen' },
      { keys: TRANSFER_KEYS, does: 'Transfer to a colleague' },
      { keys: THREAD_KEYS, does: 'To the messages; arrow keys walk them' },
      { keys: DATE_KEYS, does: 'Go to a date' },
      { keys: PANEL_KEYS, does: 'Show or hide the follower panel' },
      { keys: 'Shift+F10', does: 'What can be done with a message' }
    ]
  }
]
