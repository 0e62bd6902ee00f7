import { create } from 'zustand'
import type { ConversationId } from '#shared/base/ids.ts'
import type { Attachment } from '#shared/features/attachment/entities.ts'

/** A file on its way into a draft: being copied and judged, in, or refused with a sentence. */
export interface IncomingFile {
  id: number
  conversationId: ConversationId
  name: string
  sizeBytes: number
  attachment: Attachment | null
  refusal: string | null
}

interface IncomingState {
  files: readonly IncomingFile[]
}

/** Every file that was given to a draft and has not yet become part of it. */
export const useIncomingStore = create<IncomingState>(() => ({ files: [] }))

const change = (next: (files: readonly IncomingFile[]) => readonly IncomingFile[]) =>
  useIncomingStore.setState(({ files }) => ({ files: next(files) }))

export const incoming = {
  add: (files: readonly IncomingFile[]) => change((all) => [...all, ...files]),
  update: (id: number, facts: Partial<Pick<IncomingFile, 'attachment' | 'refusal'>>) =>
    change((all) => all.map((file) => (file.id === id ? { ...file, ...facts } : file))),
  has: (id: number) => useIncomingStore.getState().files.some((file) => file.id === id),
  drop: (ids: readonly number[]) => change((all) => all.filter(({ id }) => !ids.includes(id))),
  dropHash: (sha256: string) => change((all) => all.filter(({ attachment }) => attachment?.sha256 !== sha256))
}
