import { z } from 'zod'

/**
 * Every reason for which the server refuses an Operation for good. A code is part of the protocol: it is stored in
 * the Receipt, and the desk chooses its words and its way out by it.
 */
export const RejectionCode = z.enum([
  /** args do not fit the schema of this type and version */
  'invalid_args',
  /** no Operation of this type and version is known here */
  'unknown_type',
  /** the actor's role does not allow it, or the thing is not the actor's to see */
  'forbidden',
  /** the thing it speaks of does not exist */
  'not_found',
  /** the thing it speaks of was removed meanwhile */
  'deleted',
  /** an entity with this id exists already */
  'already_exists',
  /** another agent holds the conversation; detail {by, byName, atMs} */
  'already_taken',
  /** who should get the conversation may not sign in any more; detail {byName} names them */
  'colleague_gone',
  /** the follower wrote after what the agent had seen; detail {inboundSeq} */
  'new_inbound',
  /** the reply is older than the limit and the follower wrote since; detail {inboundSeq} */
  'needs_review',
  /** the channel's chat is off */
  'chat_disabled',
  /** the same field was edited by someone else since; detail {by, byName, atMs, current} */
  'edit_conflict',
  /** the category is not empty and the removal did not say so; detail {responses} */
  'not_empty',
  /** a file of the message cannot go with it: its name, its size or its bytes; detail {message} */
  'attachment_refused',
  /** the engagement cannot go to this follower; detail {reason} */
  'engagement_unavailable',
  /** the engagement is in no state for this; detail {message} */
  'engagement_state',
  /** the request was decided by someone else first; detail {by, byName, atMs, decision} */
  'already_decided',
  /** the partner has taken the request back; detail {atMs} */
  'request_withdrawn',
  /** the partner has changed the request since it was on screen; detail {atMs} */
  'request_amended',
  /** its author withdrew it before the server had seen it */
  'cancelled',
  /** it cannot be withdrawn any more: the server has decided it */
  'too_late',
  /** this opId was used before with other content */
  'opid_reuse',
  /** this deviceSeq was used before by another Operation: the profile was copied or restored */
  'device_forked'
])
export type RejectionCode = z.infer<typeof RejectionCode>

/** Every reason for which an HTTP request is refused; `message` says what, why and what to do. */
export const ApiErrorCode = z.enum([
  'bad_request',
  'unauthenticated',
  /** the session has ended, and an administrator wants the account's files gone from this desk */
  'wipe_ordered',
  'forbidden',
  'not_found',
  /** integration API: it has another version than the request names */
  'version_mismatch',
  /** integration API: something that the request names does not exist */
  'unknown_reference',
  'too_large',
  /** a file that may not be attached, or whose bytes are not what was announced: uploading it again changes nothing */
  'file_refused',
  /** a file that a message names is not here whole: upload it, then send the same message again */
  'file_missing',
  'too_many_requests',
  'resync_required',
  'chat_disabled',
  /** it cannot be done as things stand, and the message says why */
  'conflict',
  'unavailable',
  'internal'
])
export type ApiErrorCode = z.infer<typeof ApiErrorCode>

/** The body of every HTTP error. */
export const ApiError = z.object({ error: z.object({ code: ApiErrorCode, message: z.string() }) })
export type ApiError = z.infer<typeof ApiError>
