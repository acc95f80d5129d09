/** The store of files this installation is set to: a folder beside the data, or a bucket. */
import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { Blobs } from './contract.ts'
import { fileBlobs } from './file-blobs.ts'
import { s3Blobs } from './s3-blobs.ts'

export { BlobMissing, type Blobs, BlobTooLarge } from './contract.ts'
export { fileBlobs } from './file-blobs.ts'
export { s3Blobs } from './s3-blobs.ts'

export type BlobConfig = Pick<
  Config,
  | 'LIANXIN_DATA'
  | 'LIANXIN_S3_ENDPOINT'
  | 'LIANXIN_S3_BUCKET'
  | 'LIANXIN_S3_REGION'
  | 'LIANXIN_S3_ACCESS_KEY'
  | 'LIANXIN_S3_SECRET_KEY'
>

/** Opens the store the settings name. An endpoint without bucket or keys ends the start. */
export function openBlobs(config: BlobConfig): Blobs {
  const folder = join(config.LIANXIN_DATA, 'files')
  const { LIANXIN_S3_ENDPOINT: endpoint, LIANXIN_S3_BUCKET: bucket, LIANXIN_S3_REGION: region } = config
  const { LIANXIN_S3_ACCESS_KEY: accessKey, LIANXIN_S3_SECRET_KEY: secretKey } = config
  if (!endpoint) return fileBlobs(folder)
  if (!bucket || !accessKey || !secretKey)
    throw new Error('LIANXIN_S3_ENDPOINT needs LIANXIN_S3_BUCKET, LIANXIN_S3_ACCESS_KEY and LIANXIN_S3_SECRET_KEY')
  return s3Blobs({ endpoint, bucket, region, accessKey, secretKey, scratch: join(folder, 'tmp') })
}
