import { create } from 'zustand'
import type { ConversationId } from '#shared/base/ids.ts'
import type { Attachment } from '#shared/features/attachment/entities.ts'

/** A file on its way into a draft: being copied and judged, in, or refused with a sentence. */
export interface IncomingFile {
  id: number
  conversationId: ConversationId
  name: string
  sizeBytes: number
  /** of its copy; null while it is being copied */
  sha256: string | null
  /** null until it is in the draft */
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

/** Those that were taken back while they were being copied or put into the draft. */
const takenBack = new Set<number>()

export const incoming = {
  add: (files: readonly IncomingFile[]) => change((all) => [...all, ...files]),
  update: (id: number, facts: Partial<Pick<IncomingFile, 'sha256' | 'attachment' | 'refusal'>>) =>
    change((all) => all.map((file) => (file.id === id ? { ...file, ...facts } : file))),
  /** They are part of the draft now, or were refused and are dismissed. */
  drop: (ids: readonly number[]) => change((all) => all.filter(({ id }) => !ids.includes(id))),
  /** The person does not want them any more. */
  takeBack(ids: readonly number[]) {
    for (const id of ids) takenBack.add(id)
    incoming.drop(ids)
  },
  takeBackHash(sha256: string) {
    const { files } = useIncomingStore.getState()
    incoming.takeBack(files.filter((file) => file.sha256 === sha256).map(({ id }) => id))
  },
  wasTakenBack: (id: number) => takenBack.has(id),
  /** Nothing is under way with it any more. */
  forget: (id: number) => takenBack.delete(id)
}
