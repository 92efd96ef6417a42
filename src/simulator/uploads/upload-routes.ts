import type { FastifyInstance } from 'fastify'
import { JSON_TYPE } from '../http/headers.ts'
import { servedTo } from '../http/served.ts'
import { serveMedia } from '../results/serve-media.ts'
import { uploadAt } from './own-file.ts'
import { etagOf, UPLOADS_PREFIX } from './uploads.ts'

/** Serves uploaded files under `/uploads`, without a key, until they expire on their account's clock. */
export const addUploadRoutes = (app: FastifyInstance): void => {
  app.route({
    method: ['GET', 'HEAD'],
    url: `${UPLOADS_PREFIX}/*`,
    handler: (request, reply) => {
      const upload = uploadAt(servedTo(request).simulation, request.url.split('?')[0] ?? '')
      if (upload === undefined)
        return reply
          .code(404)
          .header('content-type', JSON_TYPE)
          .send(JSON.stringify({ error: 'There is no such upload, or its time is over.' }))
      const { fileName: name, contentType, bytes, uploadedAt } = upload
      const lastModified = new Date(uploadedAt).toUTCString()
      return serveMedia(request, reply, {
        name,
        contentType,
        read: () => ({ bytes, etag: etagOf(bytes), lastModified }),
      })
    },
  })
}
