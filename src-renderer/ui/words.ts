import { createContext, useContext } from 'react'

/** Where a chat stands. */
export type ChatStatus = 'unanswered' | 'active' | 'finished'

/** How far an own message has come. */
export type MessageState =
  | 'draft'
  | 'queued'
  | 'sending'
  | 'sent'
  | 'delivered'
  | 'waiting'
  | 'retrying'
  | 'refused'

/** The few words that components say by themselves; the app hands in translations, English is the default. */
export interface UiWords {
  close: string
  cancel: string
  clearSearch: string
  dismiss: string
  loading: string
  retry: string
  moreActions: string
  notifications: string
  /** Said when the list is reached by a screen reader and the row is not loaded yet. */
  rowLoading: string
  chatStatus: Record<ChatStatus, string>
  messageState: Record<MessageState, string>
}

export const englishWords: UiWords = {
  close: 'Close',
  cancel: 'Cancel',
  clearSearch: 'Clear search',
  dismiss: 'Dismiss',
  loading: 'Loading',
  retry: 'Try again',
  moreActions: 'More actions',
  notifications: 'Notifications',
  rowLoading: 'Loading row',
  chatStatus: { unanswered: 'Unanswered', active: 'Active', finished: 'Finished' },
  messageState: {
    draft: 'Draft',
    queued: 'Queued, waits for its turn',
    sending: 'Sending',
    sent: 'Sent',
    delivered: 'Delivered',
    waiting: 'Waits behind one that was not sent',
    retrying: 'Trying again',
    refused: 'Not sent'
  }
}

export const WordsContext = createContext<UiWords>(englishWords)

/** The words of the current language. */
export function useWords(): UiWords {
  return useContext(WordsContext)
}
