import path from 'node:path'
import { PATHS } from '#shared/contract/wire.ts'
import type { FileLimits } from '#shared/features/attachment/entities.ts'
import { openFolderStore } from '../../files/folder-store.ts'
import { createLinkSigner } from '../../files/signed-link.ts'
import { createUploads } from '../../files/uploads.ts'
import type { Room, RoomTools } from '../../gateway/room.ts'
import { type AttachFiles, createAttachFiles } from './attach-files.ts'
import { type AttachToResponse, createAttachToResponse } from './attach-to-response.ts'
import { collectFiles } from './collect.ts'
import { type AttachToEngagement, createAttachToEngagement } from './engagement-files.ts'
import { type FollowerFiles, followerFiles } from './follower-files.ts'
import { type PlatformFiles, platformFiles } from './platform-files.ts'
import { type AttachToRequest, createAttachToRequest } from './request-files.ts'
import { addFileRoutes } from './routes.ts'
import { addUploadRoutes } from './upload-routes.ts'
import { uploadRules } from './upload-rules.ts'

/** Where the bytes of whole files lie. */
export function objectsFolder(folder: string): string {
  return path.join(folder, 'objects')
}

/** The room of files, and what other rooms need of it. */
export interface AttachmentRoom extends Room {
  attachFiles: AttachFiles
  attachToEngagement: AttachToEngagement
  attachToResponse: AttachToResponse
  attachToRequest: AttachToRequest
  forPlatform: (tools: RoomTools) => PlatformFiles
  forFollowers: (tools: RoomTools) => FollowerFiles
}

/**
 * @param folder where the bytes lie
 * @param secret the server's secret, from which the key of signed addresses is derived
 */
export function attachmentRoom(folder: string, limits: FileLimits, secret: Uint8Array): AttachmentRoom {
  const objects = openFolderStore(objectsFolder(folder))
  const signer = createLinkSigner(secret)
  const uploadsFolder = path.join(folder, 'uploads')
  const uploadsFor = (tools: RoomTools) =>
    createUploads({
      folder: uploadsFolder,
      address: PATHS.uploads,
      rules: uploadRules(tools, objects, limits),
      nowMs: () => tools.clock.nowMs()
    })
  return {
    attachFiles: createAttachFiles(objects, limits),
    attachToEngagement: createAttachToEngagement(objects, limits),
    attachToResponse: createAttachToResponse(objects, limits),
    attachToRequest: createAttachToRequest(objects, limits),
    forPlatform: (tools) => platformFiles(tools, objects, uploadsFor(tools)),
    forFollowers: (tools) => followerFiles(tools, { objects, signer, limits }, uploadsFor(tools)),
    addRoutes(http, tools) {
      addFileRoutes(http, tools, { objects, signer, limits })
      addUploadRoutes(http, uploadsFor(tools))
    },
    keepHouse: (tools) => collectFiles(tools, objects, uploadsFolder)
  }
}
