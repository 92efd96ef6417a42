import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'

/**
 * Joins two connections, byte for byte. When one breaks, so does the other. @param reset resets the near one, if its
 * own method cannot
 */
export const splice = (near: Duplex, far: Socket, reset?: () => void): void => {
  near.pipe(far)
  far.pipe(near)
  far.on('error', reset ?? (() => near.destroy()))
  near.on('error', () => far.resetAndDestroy())
  far.on('close', () => {
    if (!near.writableEnded) near.destroy()
  })
  near.on('close', () => {
    if (!far.writableEnded) far.destroy()
  })
}
