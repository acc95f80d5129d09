/** Words a person types: kept beside the log, which holds only their salted hash. */
import { z } from 'zod'
import { storable } from '../kernel/storable.ts'
import { leftIn } from './templates/placeholders.ts'

/** Words of staff to a resident: a blank of prepared words that nobody filled is not sent. */
export const toResident = (min = 1, max = 4000) =>
  z
    .string()
    .overwrite(storable)
    .trim()
    .min(min)
    .max(max)
    .refine((text) => leftIn(text).length === 0, 'placeholder')
    .meta({ freeText: true })

/** Free text that may hold personal data: kept beside the log, which holds only its salted hash. At most 20,000 characters. */
export const freeText = (min = 1, max = 4000) =>
  z.string().overwrite(storable).trim().min(min).max(max).meta({ freeText: true })
