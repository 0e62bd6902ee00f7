import { requestDecide, requestNoteUndone, requestSee } from '../features/approval/operations.ts'
import {
  categoryCreate,
  categoryMove,
  categoryRemove,
  categoryRename,
  responseCreate,
  responseEdit,
  responseMove,
  responseRemove,
  responseUse
} from '../features/canned-response/operations.ts'
import {
  channelSetChat,
  conversationFinish,
  conversationRead,
  conversationTake,
  conversationTransfer,
  messageSend,
  noteWrite
} from '../features/conversation/operations.ts'
import {
  engagementCreate,
  engagementEdit,
  engagementMove,
  engagementSend
} from '../features/engagement/operations.ts'
import { userActivate, userDeactivate, userSetRole } from '../features/session/operations.ts'
import { opCancel } from '../sync/cancel.ts'

/** Every Operation that a desk may ask for. */
export const OPERATIONS = [
  messageSend,
  conversationTake,
  conversationFinish,
  conversationTransfer,
  noteWrite,
  conversationRead,
  channelSetChat,
  categoryCreate,
  categoryRename,
  categoryRemove,
  categoryMove,
  responseCreate,
  responseEdit,
  responseRemove,
  responseMove,
  responseUse,
  engagementSend,
  engagementCreate,
  engagementEdit,
  engagementMove,
  requestDecide,
  requestSee,
  requestNoteUndone,
  userSetRole,
  userDeactivate,
  userActivate,
  opCancel
] as const

export type KnownOperation = (typeof OPERATIONS)[number]
export type OperationType = KnownOperation['type']
