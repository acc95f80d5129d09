/** Settings from the environment, read once, checked, with their defaults. */
import { z } from 'zod'

const flag = z.enum(['0', '1', 'true', 'false']).transform((v) => v === '1' || v === 'true')

export const Config = z.object({
  /** Port the server listens on. */
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  HOST: z.string().default('0.0.0.0'),
  /** Folder for the embedded database, files and the master key. */
  LIANXIN_DATA: z.string().default('./data'),
  /** An owner connection to PostgreSQL 15 to 18; without it the embedded one runs. */
  DATABASE_URL: z.string().optional(),
  /** Port of the embedded PostgreSQL; 0 takes a free one. */
  LIANXIN_DATABASE_PORT: z.coerce.number().int().min(0).max(65535).default(0),
  LIANXIN_POOL: z.coerce.number().int().min(2).max(200).default(16),
  /** 0 starts with an empty database. */
  LIANXIN_DEMO: flag.default(true),
  /** The address people reach the site by, for links and QR codes; default: as the request came in. */
  LIANXIN_URL: z.url().optional(),
  /** 32 bytes, base64. Without it a key file is made in LIANXIN_DATA, readable by the owner only. */
  LIANXIN_KEY: z.string().optional(),
  /** What signs the heads of the public log: Ed25519, or SM2 with SM3. */
  LIANXIN_LOG_ALGORITHM: z.enum(['ed25519', 'sm2']).default('ed25519'),
  /** Private key of the log (PKCS #8: PEM, or DER in base64). Without it a file is made in LIANXIN_DATA; several machines need the same. */
  LIANXIN_LOG_KEY: z.string().optional(),
  /** Requests a minute one address may hand in. */
  LIANXIN_INTAKE_PER_MINUTE: z.coerce.number().int().min(1).default(20),
  /** How many proxies in front set X-Forwarded-For; 0 trusts none. */
  LIANXIN_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  LIANXIN_LOG: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  LIANXIN_S3_ENDPOINT: z.url().optional(),
  LIANXIN_S3_BUCKET: z.string().optional(),
  LIANXIN_S3_REGION: z.string().default('us-east-1'),
  LIANXIN_S3_ACCESS_KEY: z.string().optional(),
  LIANXIN_S3_SECRET_KEY: z.string().optional(),
  /** SMS gateway (Aliyun Dysmsapi protocol); without an endpoint messages stay in the outbox page. */
  LIANXIN_SMS_ENDPOINT: z.url().optional(),
  LIANXIN_SMS_KEY_ID: z.string().optional(),
  LIANXIN_SMS_KEY_SECRET: z.string().optional(),
  LIANXIN_SMS_SIGN: z.string().default('连心'),
  /** OIDC sign-in by configuration. */
  LIANXIN_OIDC_ISSUER: z.url().optional(),
  LIANXIN_OIDC_CLIENT_ID: z.string().optional(),
  LIANXIN_OIDC_CLIENT_SECRET: z.string().optional(),
  LIANXIN_OIDC_NAME: z.string().default('统一身份认证'),
  /** Shows the outbox page; on with the demo unless set. */
  LIANXIN_DEV: flag.optional(),
})
export type Config = z.output<typeof Config>

/** Reads settings; an unusable one ends the start with its name and what it should be. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const known = Object.fromEntries(Object.keys(Config.shape).map((k) => [k, env[k] || undefined]))
  const parsed = Config.safeParse(known)
  if (parsed.success) return parsed.data
  throw new Error(`Unusable settings:\n${z.prettifyError(parsed.error)}`)
}
